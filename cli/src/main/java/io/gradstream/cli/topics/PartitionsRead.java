package io.gradstream.cli.topics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic's partitions up to where they end now, each by itself: the next record is of whichever
 * partition one asks. Of partitions that nobody asks little is held. Closes the consumer with
 * itself; not thread safe.
 */
public final class PartitionsRead implements AutoCloseable {

  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int ENOUGH = 1_000; // records of one partition

  private final Consumer<byte[], byte[]> consumer;
  private final String topic;
  private final Map<TopicPartition, Long> begins;
  private final Map<TopicPartition, Long> ends;
  private final Map<TopicPartition, Queue<ConsumerRecord<byte[], byte[]>>> held = new HashMap<>();
  private final Map<TopicPartition, Long> due; // the offset behind the last record
  private final Map<TopicPartition, Long> given; // the same of the last that was asked for
  private final Map<TopicPartition, Jump> jumps = new HashMap<>(); // the widest of each

  /** Offsets that no record came of. */
  private record Jump(long due, long to) {
    long width() {
      return to - due;
    }
  }

  private PartitionsRead(
      Consumer<byte[], byte[]> consumer,
      String topic,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.topic = topic;
    this.begins = begins;
    this.ends = ends;
    due = new HashMap<>(begins);
    given = new HashMap<>(begins);
  }

  /**
   * Opens the partitions of a topic that is there; closes the consumer where that fails.
   *
   * @param since epoch milliseconds: records from the first on whose Kafka timestamp is not before;
   *     negative for all
   */
  public static PartitionsRead open(Consumer<byte[], byte[]> consumer, String topic, long since) {
    return closingWhereItFails(consumer, () -> openSince(consumer, topic, since));
  }

  private static PartitionsRead closingWhereItFails(
      Consumer<byte[], byte[]> consumer, Supplier<PartitionsRead> opening) {
    try {
      return opening.get();
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  private static PartitionsRead openSince(
      Consumer<byte[], byte[]> consumer, String topic, long since) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(found -> new TopicPartition(topic, found.partition()))
            .toList();
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> begins = new HashMap<>(consumer.beginningOffsets(partitions));
    if (since >= 0) {
      consumer
          .offsetsForTimes(partitions.stream().collect(Collectors.toMap(of -> of, of -> since)))
          .forEach((of, found) -> begins.put(of, found == null ? ends.get(of) : found.offset()));
    }
    consumer.assign(partitions);
    begins.forEach(consumer::seek);
    return new PartitionsRead(consumer, topic, begins, ends);
  }

  /**
   * Opens what was read of a topic once; closes the consumer where that fails.
   *
   * @param ranges of partitions, of other topics too
   * @throws IllegalStateException when any of it is not there, with how much
   */
  public static PartitionsRead open(
      Consumer<byte[], byte[]> consumer, String topic, Map<TopicPartition, OffsetRange> ranges) {
    return closingWhereItFails(consumer, () -> openRanges(consumer, topic, ranges));
  }

  private static PartitionsRead openRanges(
      Consumer<byte[], byte[]> consumer, String topic, Map<TopicPartition, OffsetRange> ranges) {
    Map<TopicPartition, Long> begins = new HashMap<>();
    Map<TopicPartition, Long> ends = new HashMap<>();
    ranges.forEach(
        (of, range) -> {
          if (of.topic().equals(topic)) {
            begins.put(of, range.from());
            ends.put(of, range.to());
          }
        });
    requirePartitions(topic, consumer.partitionsFor(topic).size(), begins.keySet());
    requireThere(consumer, begins, ends);
    consumer.assign(begins.keySet());
    begins.forEach(consumer::seek);
    return new PartitionsRead(consumer, topic, begins, ends);
  }

  private static void requirePartitions(String topic, int count, Set<TopicPartition> wanted) {
    int last = wanted.stream().mapToInt(TopicPartition::partition).max().orElse(0);
    if (last >= count) {
      throw new IllegalStateException(
          "%s has %d partitions, and partition %d was learned".formatted(topic, count, last));
    }
  }

  private static void requireThere(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> begins,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> first = consumer.beginningOffsets(begins.keySet());
    Map<TopicPartition, Long> behind = consumer.endOffsets(ends.keySet());
    for (TopicPartition of : begins.keySet()) {
      long from = begins.get(of);
      long to = ends.get(of);
      if (from < to && (first.get(of) > from || behind.get(of) < to)) {
        throw new IllegalStateException(
            "%s holds offsets %d to %d, and %d to %d were learned: what is not there cannot be learned again"
                .formatted(of, first.get(of), behind.get(of) - 1, from, to - 1));
      }
    }
  }

  /** The partitions, in the order of their numbers. */
  public List<Integer> partitions() {
    return ends.keySet().stream().map(TopicPartition::partition).sorted().toList();
  }

  /** Offsets between where it is read from and its end: no fewer than there are records. */
  public long offsets() {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - begins.get(end.getKey())))
        .sum();
  }

  /**
   * The next record of a partition, or null after the last.
   *
   * @throws IllegalStateException when Kafka falls silent before
   */
  public ConsumerRecord<byte[], byte[]> next(int partition) {
    TopicPartition asked = new TopicPartition(topic, partition);
    long progress = System.nanoTime();
    while (held(asked).isEmpty() && isBehind(asked)) {
      long position = consumer.position(asked);
      poll(asked);
      long now = System.nanoTime();
      if (consumer.position(asked) > position) {
        progress = now;
      } else if (now - progress > SILENCE.toNanos()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "Kafka has sent nothing of %s for %d s, and offsets %,d to %,d are missing",
                asked,
                SILENCE.toSeconds(),
                position,
                ends.get(asked) - 1));
      }
    }
    ConsumerRecord<byte[], byte[]> record = held(asked).poll();
    if (record != null) {
      given.put(asked, record.offset() + 1);
    }
    return record;
  }

  /** What has been given so far, of each partition. */
  public Map<TopicPartition, OffsetRange> given() {
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    given.forEach((of, to) -> ranges.put(of, new OffsetRange(begins.get(of), to)));
    return ranges;
  }

  private Queue<ConsumerRecord<byte[], byte[]>> held(TopicPartition partition) {
    return held.computeIfAbsent(partition, first -> new ArrayDeque<>());
  }

  private boolean isBehind(TopicPartition partition) {
    return consumer.position(partition) < ends.get(partition);
  }

  /** Whoever is far ahead of what is asked for has to wait. */
  private void poll(TopicPartition asked) {
    List<TopicPartition> full = new ArrayList<>();
    List<TopicPartition> wanted = new ArrayList<>();
    for (TopicPartition partition : ends.keySet()) {
      boolean isWanted =
          partition.equals(asked) || held(partition).size() < ENOUGH && isBehind(partition);
      (isWanted ? wanted : full).add(partition);
    }
    consumer.pause(full);
    consumer.resume(wanted);
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
        jumped(partition, due.put(partition, record.offset() + 1), record.offset());
        if (record.offset() < ends.get(partition)) {
          held(partition).add(record);
        }
      }
    }
  }

  private void jumped(TopicPartition partition, long from, long to) {
    if (to > from) {
      jumps.merge(
          partition, new Jump(from, to), (one, next) -> next.width() > one.width() ? next : one);
    }
  }

  /**
   * Records that were deleted before they were read. Kafka deletes from the beginning of a log: so
   * these are the offsets of each partition's widest hole, as far as they lie before where its log
   * begins now. The small holes of transactions and of compaction are none.
   */
  public long deleted() {
    Map<TopicPartition, Long> now = consumer.beginningOffsets(ends.keySet());
    return jumps.entrySet().stream()
        .filter(jump -> now.get(jump.getKey()) > begins.get(jump.getKey()))
        .mapToLong(
            jump ->
                Math.max(
                    0,
                    Math.min(now.get(jump.getKey()), jump.getValue().to()) - jump.getValue().due()))
        .sum();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
