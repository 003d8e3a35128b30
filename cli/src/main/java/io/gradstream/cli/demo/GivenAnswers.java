package io.gradstream.cli.demo;

import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.PredictionCodec;
import io.gradstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The answers of a learner as it has published them. */
final class GivenAnswers {

  private static final Duration PATIENCE = Duration.ofMillis(200);

  private GivenAnswers() {}

  /** All that are there, by the event's id; of several to one event the first. */
  static Map<String, Prediction> read(String learner, String brokers) {
    Map<String, Object> properties =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.of(learner).predictions()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      return read(consumer, consumer.endOffsets(partitions));
    }
  }

  private static Map<String, Prediction> read(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    PredictionCodec codec = new PredictionCodec();
    Map<String, Prediction> answers = new HashMap<>();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer
          .poll(PATIENCE)
          .forEach(
              record -> {
                Prediction answer = codec.decode(record.value());
                answers.putIfAbsent(answer.id(), answer);
              });
    }
    return answers;
  }
}
