package io.gradstream.e2e;

import io.gradstream.jobs.TimeMarks;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records one by one and remembers what dead letters are due. Used by one thread. */
final class Sender implements AutoCloseable {

  private final Producer<byte[], byte[]> producer;
  private final List<Letter> due = new ArrayList<>();

  Sender(String brokers) {
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                32 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Sends a record that is to be used. Records of one id keep to one partition. */
  void good(String topic, String id, byte[] value) {
    send(new ProducerRecord<>(topic, bytes(id), value));
  }

  void good(String topic, String id, String value) {
    good(topic, id, bytes(value));
  }

  /** Sends a record that is to become a dead letter. */
  void bad(String topic, String id, byte[] value, Reason reason, String field) {
    RecordMetadata stored = send(new ProducerRecord<>(topic, bytes(id), value));
    due.add(Letter.expected(reason, field, value, stored));
  }

  void bad(String topic, String id, String value, Reason reason, String field) {
    bad(topic, id, bytes(value), reason, field);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The dead letters that are due for the records sent so far. */
  List<Letter> due() {
    return due;
  }

  /** Says on every partition of the topics that nothing before the time is to come. */
  void mark(long time, String... topics) {
    for (String topic : topics) {
      producer
          .partitionsFor(topic)
          .forEach(at -> send(TimeMarks.record(topic, at.partition(), time)));
    }
  }

  private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("could not send to " + record.topic(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sending", e);
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
