package io.gradstream.faults.poison;

import io.gradstream.jobs.TimeMarks;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends good events with their labels, and after every hundredth one record of each kind of damage.
 * Used by one thread.
 */
final class DamagedFeed implements AutoCloseable {

  private static final int PER_DAMAGE = 100; // good events for one record of each kind
  private static final long STEP = 1; // milliseconds between events
  private static final long LABEL_AFTER = 500; // milliseconds

  private final String events;
  private final String labels;
  private final long wait;
  private final DueLetters due;
  private final Measures measures = new Measures();
  private final Producer<byte[], byte[]> producer;
  private final long start = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
  private volatile RuntimeException failure;

  DamagedFeed(LearnerSpec spec, String brokers, DueLetters due) {
    LabelsSpec.OwnTopic own = (LabelsSpec.OwnTopic) spec.labels();
    events = spec.events().topic();
    labels = own.topic();
    wait = own.within().toMillis();
    this.due = due;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /**
   * Sends so many good events, then marks the end of all time.
   *
   * @return how many events have no label
   */
  long send(long count) {
    long unlabelled = 0;
    for (long number = 0; number < count; number++) {
      long time = start + number * STEP;
      String id = "good-" + number;
      good(events, id, measures.event(number, id, time));
      good(labels, id, Measures.label(number, id, time + LABEL_AFTER));
      if (number % PER_DAMAGE == 0) {
        good(events, "silent-" + number, measures.event(number, "silent-" + number, time));
        unlabelled++;
        damaged(id, time);
      }
    }
    mark(start + count * STEP + LABEL_AFTER + 2 * wait);
    producer.flush();
    requireNoFailure();
    return unlabelled;
  }

  private void good(String topic, String id, byte[] value) {
    send(topic, id, value, List.of(), (stored, error) -> note(error));
  }

  private void damaged(String id, long time) {
    for (Damage damage : Damage.values()) {
      byte[] value = damage.value(measures, id, damage.isLabel() ? time + LABEL_AFTER : time);
      send(
          damage.isLabel() ? labels : events,
          id,
          value,
          damage.headers(),
          (stored, error) -> {
            note(error);
            if (error == null) {
              TopicPartition at = new TopicPartition(stored.topic(), stored.partition());
              due.due(damage, at, stored.offset(), value);
            }
          });
    }
  }

  private void mark(long time) {
    for (String topic : List.of(events, labels)) {
      producer
          .partitionsFor(topic)
          .forEach(
              at ->
                  producer.send(
                      TimeMarks.record(topic, at.partition(), time),
                      (stored, error) -> note(error)));
    }
  }

  private void send(
      String topic, String id, byte[] value, List<Header> headers, Callback callback) {
    requireNoFailure();
    producer.send(
        new ProducerRecord<>(topic, null, null, Measures.json(id), value, headers), callback);
  }

  private void note(Exception error) {
    if (error != null) {
      failure = new IllegalStateException("could not send", error);
    }
  }

  private void requireNoFailure() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
