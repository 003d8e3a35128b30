package io.gradstream.cli.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.cli.topics.KafkaOptions;
import io.gradstream.jobs.QueryHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * One event asked over Kafka: put on the topic of queries, its reply waited for on another. What a
 * client of one's own does, in a page.
 */
public final class KafkaQuery {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final int LARGEST = 16 << 20; // bytes
  private static final String ANSWERED = "ANSWERED";
  private static final String UNREADABLE = "UNREADABLE";

  private final KafkaOptions kafka;
  private final String topic;
  private final String replies;
  private final Duration patience;

  /**
   * @param topic of queries
   * @param replies the topic that the answer is wanted on, one that the learner's spec allows
   * @param patience how long it is waited for
   */
  public KafkaQuery(KafkaOptions kafka, String topic, String replies, Duration patience) {
    this.kafka = kafka;
    this.topic = topic;
    this.replies = replies;
    this.patience = patience;
  }

  /**
   * Asks.
   *
   * @param event as the learner's queries are written
   * @return the reply, whose value is a prediction
   * @throws InvalidDataException when the learner cannot read the event
   * @throws IllegalStateException when there is no reply in time, or one that says why not
   */
  public ConsumerRecord<byte[], byte[]> ask(byte[] event) throws IOException, InterruptedException {
    kafka.require(topic);
    kafka.require(replies);
    byte[] id = UUID.randomUUID().toString().getBytes(UTF_8);
    try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
      goToTheEnd(consumer);
      send(event, id);
      return answered(
          reply(consumer, id)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no reply on %s within %d s. Does the learner run, and does its spec say queries: {topic: %s}?"
                              .formatted(replies, patience.toSeconds(), topic))));
    }
  }

  /** Before the query is sent, so that its reply is behind. */
  private void goToTheEnd(Consumer<byte[], byte[]> consumer) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(replies).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.endOffsets(partitions).forEach(consumer::seek);
  }

  private void send(byte[] event, byte[] id) throws IOException, InterruptedException {
    ProducerRecord<byte[], byte[]> query = new ProducerRecord<>(topic, event);
    query.headers().add(QueryHeaders.CORRELATION_ID.get(0), id);
    query.headers().add(QueryHeaders.REPLY_TOPIC.get(0), replies.getBytes(UTF_8));
    try (Producer<byte[], byte[]> producer = kafka.producer(LARGEST)) {
      producer.send(query).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "could not put the query on %s: %s".formatted(topic, e.getCause().getMessage()), e);
    }
  }

  private Optional<ConsumerRecord<byte[], byte[]>> reply(
      Consumer<byte[], byte[]> consumer, byte[] id) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      for (ConsumerRecord<byte[], byte[]> reply : consumer.poll(POLL)) {
        Header of = reply.headers().lastHeader(QueryHeaders.CORRELATION_ID.get(0));
        if (of != null && Arrays.equals(of.value(), id)) {
          return Optional.of(reply);
        }
      }
    }
    return Optional.empty();
  }

  private static ConsumerRecord<byte[], byte[]> answered(ConsumerRecord<byte[], byte[]> reply) {
    String status = text(reply, QueryHeaders.STATUS);
    if (status.equals(ANSWERED)) {
      return reply;
    }
    String message = text(reply, QueryHeaders.MESSAGE);
    if (status.equals(UNREADABLE)) {
      throw new InvalidDataException("the learner refuses the event: " + message);
    }
    throw new IllegalStateException(
        "the learner gives no answer: %s (%s)".formatted(message, status));
  }

  /** What a reply says in a header; empty text for nothing. */
  public static String text(ConsumerRecord<byte[], byte[]> reply, String header) {
    Header found = reply.headers().lastHeader(header);
    return found == null ? "" : new String(found.value(), UTF_8);
  }
}
