package io.gradstream.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads topics to where they end now. */
final class TopicReading {

  private static final Duration POLL = Duration.ofSeconds(1);

  private TopicReading() {}

  /** Reads all partitions of a topic from the beginning. */
  static void readAll(
      Consumer<byte[], byte[]> consumer,
      String topic,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
    read(consumer, beginnings, reader);
  }

  /** Reads partitions, each from its place on. */
  static void read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
    while (isBefore(consumer, ends)) {
      consumer.poll(POLL).forEach(reader);
    }
  }

  private static boolean isBefore(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }
}
