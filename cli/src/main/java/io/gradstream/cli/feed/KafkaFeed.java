package io.gradstream.cli.feed;

import io.gradstream.jobs.TimeMarks;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records to a learner's topics. A send that failed for good shows at a later call. Used by
 * one thread.
 *
 * <p>A record's Kafka timestamp is its own time only where the learner reads it from there.
 * Elsewhere it is the time of sending: to a broker's retention, a replay of old events would be old
 * records, which it may delete before anyone has read them.
 */
public final class KafkaFeed implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final LearnerSpec.EventsSpec events;
  private final LabelsSpec labels;
  private volatile KafkaException failure;

  /**
   * @param kafka further properties of the producer
   */
  public KafkaFeed(LearnerSpec spec, String brokers, Map<String, String> kafka) {
    this(
        spec,
        new KafkaProducer<>(
            properties(brokers, kafka), new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private static Map<String, Object> properties(String brokers, Map<String, String> kafka) {
    Map<String, Object> properties = new HashMap<>();
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024);
    // Of two batches on their way to a topic that its broker is just making, the later may be let
    // in alone: the earlier would be out of order for good.
    properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    properties.putAll(kafka);
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return properties;
  }

  /** Closes the producer with itself. */
  KafkaFeed(LearnerSpec spec, Producer<byte[], byte[]> producer) {
    this.events = spec.events();
    this.labels = spec.labels();
    this.producer = producer;
  }

  public void send(FeedRecord fed) {
    byte[] key = fed.key() == null ? null : fed.key().getBytes(StandardCharsets.UTF_8);
    if (fed.kind() == FeedRecord.Kind.LABEL && labels instanceof LabelsSpec.OwnTopic own) {
      send(message(own.topic(), own.time(), key, fed));
    } else {
      send(message(events.topic(), events.time(), key, fed));
    }
  }

  private static ProducerRecord<byte[], byte[]> message(
      String topic, Optional<String> timeField, byte[] key, FeedRecord fed) {
    Long timestamp = timeField.isPresent() ? null : Long.valueOf(fed.time());
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topic,
            null,
            fed.timestamp().isPresent() ? Long.valueOf(fed.timestamp().getAsLong()) : timestamp,
            key,
            fed.value());
    fed.headers()
        .forEach(
            (name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return message;
  }

  /**
   * Says on every partition of both topics that all up to {@code lastTime} was sent; returns when
   * everything is stored. Time stands right behind it, so that what is live is learned as it comes;
   * where nothing follows, beyond the wait for labels.
   */
  public void finish(long lastTime, Feeding.Then then) {
    long mark = lastTime + 1 + (then == Feeding.Then.NOTHING ? waited() : 0);
    topics()
        .flatMap(topic -> producer.partitionsFor(topic).stream())
        .forEach(at -> send(TimeMarks.record(at.topic(), at.partition(), mark)));
    producer.flush();
    requireNoFailure();
  }

  /** How long a label is waited for, in milliseconds; one within its event never is. */
  private long waited() {
    return labels instanceof LabelsSpec.OwnTopic own ? own.within().toMillis() : 0;
  }

  private Stream<String> topics() {
    return labels instanceof LabelsSpec.OwnTopic own
        ? Stream.of(events.topic(), own.topic())
        : Stream.of(events.topic());
  }

  private void send(ProducerRecord<byte[], byte[]> message) {
    requireNoFailure();
    producer.send(
        message,
        (stored, error) -> {
          if (error != null) {
            failure =
                new KafkaException(
                    "could not send to %s: %s".formatted(message.topic(), error.getMessage()),
                    error);
          }
        });
  }

  private void requireNoFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
