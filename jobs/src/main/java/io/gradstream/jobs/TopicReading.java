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
  private static final Duration PATIENCE = Duration.ofMinutes(5);

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

  /** Reads partitions, each from its place on, as far as nobody's transaction is open. */
  private static void read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    read(consumer, from, consumer.endOffsets(from.keySet()), reader);
  }

  /**
   * Reads partitions, each from its place to its end. What stands behind an open transaction is
   * waited for: it may have been committed, and acted upon, long ago.
   *
   * @param ends not those of the last stable offsets
   */
  static void read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> ends,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    consumer.assign(from.keySet());
    from.forEach(consumer::seek);
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (isBefore(consumer, ends)) {
      consumer.poll(POLL).forEach(reader);
      if (System.nanoTime() - giveUp > 0) {
        throw new IllegalStateException(
            "a transaction is open on %s and hides what stands behind it".formatted(from.keySet()));
      }
    }
  }

  private static boolean isBefore(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }
}
