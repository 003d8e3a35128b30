package io.gradstream.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All that was ever written to a topic, decoded. Used by one thread. */
final class TopicReader<T> implements AutoCloseable {

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Function<byte[], T> codec;
  private final List<T> values = new ArrayList<>();

  TopicReader(String brokers, String topic, Function<byte[], T> codec) {
    this.topic = topic;
    this.codec = codec;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                32 << 20,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                64 << 20),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
  }

  /** Everything read so far, the oldest of each partition first. */
  List<T> poll() {
    if (consumer.assignment().isEmpty()) {
      consumer.assign(
          consumer.partitionsFor(topic).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList());
    }
    consumer.poll(Duration.ofMillis(100)).forEach(next -> values.add(codec.apply(next.value())));
    return values;
  }

  @Override
  public void close() {
    consumer.close();
  }
}
