package io.gradstream.operators.source;

import io.gradstream.operators.record.PartitionTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The effective time of each partition: the largest event time seen of it so far. Monotone per
 * partition, whatever the records say. State of one owner; not thread safe.
 */
final class PartitionTimes {

  /** Before the first record. */
  static final long NEVER = Long.MIN_VALUE;

  private record Partition(String topic, int number) {}

  private final Map<Partition, Long> reached = new HashMap<>();
  private long watermark = NEVER;

  // Records come in runs of one partition: the last one spares a look-up.
  private Partition last = new Partition("", -1);
  private long lastReached = NEVER;

  /** Takes over what every subtask had in the checkpoint; the largest of each partition counts. */
  void restore(Iterable<PartitionTime> times) {
    for (PartitionTime time : times) {
      if (time.isWatermark()) {
        watermark = Math.max(watermark, time.time());
      } else {
        reached.merge(new Partition(time.topic(), time.partition()), time.time(), Math::max);
      }
    }
  }

  /** The partition's effective time with a record of the given event time. */
  long advance(String topic, int partition, long eventTime) {
    long before = reached(topic, partition);
    if (eventTime > before) {
      lastReached = eventTime;
      reached.put(last, eventTime);
    }
    return lastReached;
  }

  /**
   * Where the partition stands. One that is new begins right behind the watermark that was already
   * sent, so that its first records are not late.
   */
  long reached(String topic, int partition) {
    if (last.number != partition || !last.topic.equals(topic)) {
      last = new Partition(topic, partition);
      lastReached = reached.getOrDefault(last, watermark == NEVER ? NEVER : watermark + 1);
    }
    return lastReached;
  }

  /** Notes a watermark that is sent on; the end of a bounded input is none. */
  void watermark(long time) {
    if (time != Long.MAX_VALUE) {
      watermark = Math.max(watermark, time);
    }
  }

  /** What a checkpoint keeps. */
  List<PartitionTime> times() {
    List<PartitionTime> times = new ArrayList<>();
    times.add(PartitionTime.watermark(watermark));
    reached.forEach(
        (partition, time) -> times.add(new PartitionTime(partition.topic, partition.number, time)));
    return times;
  }
}
