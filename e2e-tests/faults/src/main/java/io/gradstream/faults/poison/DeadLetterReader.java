package io.gradstream.faults.poison;

import io.gradstream.schemas.DeadLetterCodec;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a learner's dead letters from the first on. Used by one thread. */
final class DeadLetterReader implements AutoCloseable {

  private final DeadLetterCodec codec = new DeadLetterCodec();
  private final Consumer<byte[], byte[]> consumer;

  DeadLetterReader(String learner, String brokers) {
    String topic = Topics.of(learner).deadLetters();
    consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic).stream()
            .map(found -> new TopicPartition(found.topic(), found.partition()))
            .toList());
  }

  /** Hands on what came since the last time; waits a little when there is nothing. */
  void poll(DueLetters due) {
    consumer.poll(Duration.ofMillis(100)).forEach(letter -> due.came(codec.decode(letter.value())));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
