package io.gradstream.cli.topics;

import io.gradstream.schemas.Position;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Records of users' topics, by their places. What is gone is not found. Used by one thread. */
final class OriginalRecords {

  private static final Duration POLL = Duration.ofMillis(500);
  private static final int PATIENCE = 10; // polls without a record, before one counts as gone

  private final Consumer<byte[], byte[]> consumer;

  OriginalRecords(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
  }

  /**
   * Looks for records.
   *
   * @param places whose time is of no meaning, in topics that are there
   */
  Map<Position, ConsumerRecord<byte[], byte[]>> find(Collection<Position> places) {
    Map<String, TreeMap<Integer, TreeSet<Long>>> offsets = new TreeMap<>();
    for (Position place : places) {
      offsets
          .computeIfAbsent(place.topic(), topic -> new TreeMap<>())
          .computeIfAbsent(place.partition(), partition -> new TreeSet<>())
          .add(place.offset());
    }
    Map<Position, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    offsets.forEach(
        (topic, partitions) -> {
          int count = consumer.partitionsFor(topic).size();
          partitions
              .headMap(count)
              .forEach((number, wanted) -> find(new TopicPartition(topic, number), wanted, found));
        });
    return found;
  }

  private void find(
      TopicPartition partition,
      TreeSet<Long> wanted,
      Map<Position, ConsumerRecord<byte[], byte[]>> into) {
    consumer.assign(List.of(partition));
    long first = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    TreeSet<Long> left = new TreeSet<>(wanted.subSet(first, Math.max(first, end)));
    int silent = 0;
    while (!left.isEmpty() && silent < PATIENCE) {
      if (consumer.position(partition) > left.first() || silent == 0) {
        seek(partition, left.first());
      }
      silent++;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        silent = 0;
        if (left.remove(record.offset())) {
          into.put(new Position(0, record.topic(), record.partition(), record.offset()), record);
        }
        left.headSet(record.offset()).clear(); // compacted away
      }
    }
  }

  /** Where it stands already no request is wasted. */
  private void seek(TopicPartition partition, long offset) {
    if (consumer.position(partition) != offset) {
      consumer.seek(partition, offset);
    }
  }
}
