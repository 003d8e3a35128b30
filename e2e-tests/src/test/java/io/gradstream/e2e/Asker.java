package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Asks a learner over Kafka as {@code ReplyingKafkaTemplate} of Spring for Apache Kafka does: by
 * its headers, an id of 16 bytes. Used by one thread.
 */
final class Asker implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final List<ConsumerRecord<byte[], byte[]>> replies = new ArrayList<>();

  /**
   * @param topic of queries
   * @param replyTopics that there are already; replies from now on are seen
   */
  Asker(String brokers, String topic, Collection<String> replyTopics) {
    this.topic = topic;
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        replyTopics.stream()
            .flatMap(name -> consumer.partitionsFor(name).stream())
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // now, not with the first poll
  }

  /** A query on its way: its id, and the record. */
  record Query(String id, ProducerRecord<byte[], byte[]> record) {

    Query to(String replyTopic) {
      record.headers().add("kafka_replyTopic", replyTopic.getBytes(UTF_8));
      return this;
    }

    Query onPartition(int partition) {
      record
          .headers()
          .add("kafka_replyPartition", ByteBuffer.allocate(4).putInt(partition).array());
      return this;
    }
  }

  Query query(String event) {
    UUID id = UUID.randomUUID();
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, event.getBytes(UTF_8));
    record
        .headers()
        .add(
            "kafka_correlationId",
            ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    return new Query(id.toString(), record);
  }

  /** Sends it and returns once the broker has it. */
  Query send(Query query) {
    try {
      producer.send(query.record).get();
      return query;
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not ask", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking", e);
    }
  }

  /** The first reply to a query that was sent. */
  Answer reply(Query query) {
    return Eventually.get(() -> find(query), Optional::isPresent).orElseThrow();
  }

  Answer ask(Query query) {
    return reply(send(query));
  }

  /** The reply, if it has come. */
  Optional<Answer> find(Query query) {
    consumer.poll(Duration.ofMillis(50)).forEach(replies::add);
    return replies.stream().filter(reply -> id(reply).equals(query.id)).map(Answer::of).findFirst();
  }

  private static String id(ConsumerRecord<byte[], byte[]> reply) {
    ByteBuffer bytes = ByteBuffer.wrap(reply.headers().lastHeader("kafka_correlationId").value());
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  /** What came back. */
  record Answer(
      String topic, int partition, String status, String message, Optional<Prediction> prediction) {

    private static Answer of(ConsumerRecord<byte[], byte[]> reply) {
      return new Answer(
          reply.topic(),
          reply.partition(),
          text(reply.headers().lastHeader("gradstream-status")),
          text(reply.headers().lastHeader("gradstream-message")),
          Optional.ofNullable(reply.value()).map(new PredictionCodec()::decode));
    }

    private static String text(Header header) {
      return header == null ? "" : new String(header.value(), UTF_8);
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
