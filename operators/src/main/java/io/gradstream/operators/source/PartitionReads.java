package io.gradstream.operators.source;

import io.gradstream.operators.record.PartitionRead;
import io.gradstream.operators.source.TopicLogs.TopicLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far each partition of one topic has been read, and what was gone unread. State of one owner;
 * not thread safe.
 */
final class PartitionReads {

  private final String topic;
  private final TopicLogs logs;
  private final Map<Integer, ReadPartition> partitions = new TreeMap<>();

  private boolean isRestored;

  // Records come in runs of one partition: the last one spares a look-up.
  private int last = -1;
  private ReadPartition lastRead;

  /**
   * @param logs where reading begins
   */
  PartitionReads(String topic, TopicLogs logs) {
    this.topic = topic;
    this.logs = logs;
  }

  /**
   * Takes over what every subtask had in the checkpoint; what knows most of each partition counts.
   *
   * @return these, one of each partition
   */
  Iterable<PartitionRead> restore(Iterable<PartitionRead> stored) {
    Map<Integer, PartitionRead> newest = new HashMap<>();
    for (PartitionRead read : stored) {
      if (read.topic().equals(topic)) {
        newest.merge(read.partition(), read, (a, b) -> b.isNewerThan(a) ? b : a);
      }
    }
    isRestored = true;
    newest.forEach((partition, read) -> partitions.put(partition, ReadPartition.of(read)));
    return newest.values();
  }

  /** Takes in a record; a gap that its offset gives away at once is told. */
  Optional<Gap> read(int partition, long offset) {
    if (partition != last) {
      last = partition;
      lastRead = partitions.computeIfAbsent(partition, this::added);
    }
    return lastRead.isNext(offset) ? Optional.empty() : lastRead.read(offset);
  }

  private ReadPartition added(int partition) {
    return new ReadPartition(new Partition(topic, partition));
  }

  /** Whether offsets were jumped of which nobody knows yet what they held. */
  boolean hasHoles() {
    return partitions.values().stream().anyMatch(ReadPartition::hasHoles);
  }

  /** The broker is asked now. */
  void asking() {
    partitions.values().forEach(ReadPartition::asking);
  }

  /** What the topic's log, as it was after the last {@link #asking}, says is gone. */
  List<Gap> seen(TopicLog log) {
    List<Gap> gaps = new ArrayList<>();
    partitions.values().forEach(read -> gaps.addAll(read.seen(log)));
    for (int partition = 0; partition < log.partitions().size(); partition++) {
      Partition named = new Partition(topic, partition);
      partitions.computeIfAbsent(
          partition, unread -> ReadPartition.unread(named, log, first(unread)));
    }
    return gaps;
  }

  /** A partition that is new since a checkpoint is read from its beginning. */
  private long first(int partition) {
    return isRestored ? 0 : logs.first(topic, partition);
  }

  /** The offset that is due next, by partition; of those that others read, as it was. */
  Map<Integer, Long> due() {
    Map<Integer, Long> due = new TreeMap<>();
    partitions.forEach(
        (partition, read) -> {
          if (read.next() >= 0) {
            due.put(partition, read.next());
          }
        });
    return due;
  }

  /** Whether a record of it was read since the start. */
  boolean isOurs(Partition partition) {
    return find(partition).map(ReadPartition::isOurs).orElse(false);
  }

  Optional<ReadPartition> find(Partition partition) {
    return Optional.ofNullable(partitions.get(partition.number()));
  }

  /** What a checkpoint keeps. */
  List<PartitionRead> stored(PartitionTimes times) {
    return partitions.values().stream()
        .map(read -> read.stored(times.claimed(read.partition())))
        .toList();
  }
}
