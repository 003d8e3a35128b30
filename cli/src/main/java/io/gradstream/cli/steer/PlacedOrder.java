package io.gradstream.cli.steer;

import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.MalformedRecordException;
import io.gradstream.schemas.PlacedCommand;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Waits for the position that the learner's job gives an order, on the control topic. */
final class PlacedOrder {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(200);

  private final ControlRecordCodec codec = new ControlRecordCodec();
  private final Map<String, Object> properties;

  /**
   * @param properties of the Kafka client, the user's among them
   */
  PlacedOrder(Map<String, Object> properties, String brokers) {
    this.properties = new HashMap<>(properties);
    this.properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    this.properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    this.properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
  }

  /**
   * @param sent where the order stands
   * @return its position; empty when no job has given it one for as long as anyone would wait
   */
  Optional<PlacedCommand> await(RecordMetadata sent, String id) {
    TopicPartition partition = new TopicPartition(sent.topic(), sent.partition());
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, sent.offset() + 1);
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() - end < 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Optional<PlacedCommand> placed = placed(record.value(), id);
          if (placed.isPresent()) {
            return placed;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<PlacedCommand> placed(byte[] value, String id) {
    try {
      return codec.decode(value) instanceof PlacedCommand placed && placed.id().equals(id)
          ? Optional.of(placed)
          : Optional.empty();
    } catch (MalformedRecordException e) {
      return Optional.empty(); // someone else's junk
    }
  }
}
