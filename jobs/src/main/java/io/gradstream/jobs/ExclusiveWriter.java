package io.gradstream.jobs;

import io.gradstream.schemas.Claim;
import io.gradstream.schemas.ClaimCodec;
import io.gradstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes records one by one, each in a Kafka transaction of its own. Whoever begins under a
 * transactional id shuts out everyone who had it before: their writes fail from then on, whatever
 * they believe. For one thread.
 */
final class ExclusiveWriter implements AutoCloseable {

  private final String claims; // topic
  private final ClaimCodec codec = new ClaimCodec();
  private final Producer<byte[], byte[]> producer;

  ExclusiveWriter(KafkaClients clients, Topics topics, String transactionalId) {
    claims = topics.claims();
    producer =
        new KafkaProducer<>(
            clients.exclusive(transactionalId),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Shuts out all others. What they had not committed is as if it had never been. */
  void begin() {
    producer.initTransactions();
  }

  void write(Claim claim) {
    write(new ProducerRecord<>(claims, bytes(claim.recordKey()), codec.encode(claim)));
  }

  /** Returns when it is durable. */
  void write(ProducerRecord<byte[], byte[]> record) {
    producer.beginTransaction();
    producer.send(record);
    producer.commitTransaction();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO); // all that was to be written has been
  }
}
