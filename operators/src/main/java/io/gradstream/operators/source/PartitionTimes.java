package io.gradstream.operators.source;

import io.gradstream.learning.EffectiveTime;
import io.gradstream.operators.record.PartitionTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The effective time of each partition. Monotone per partition, whatever the records say. State of
 * one owner; not thread safe.
 */
final class PartitionTimes {

  /** Before the first time is known. */
  static final long NEVER = EffectiveTime.NEVER;

  private final Duration ahead;
  private final Map<Partition, EffectiveTime> times = new HashMap<>();
  private long watermark = NEVER;

  // Records come in runs of one partition: the last one spares a look-up.
  private Partition last = new Partition("", -1);
  private EffectiveTime lastTime;

  /**
   * @param ahead how far a record may move time without another that confirms it
   */
  PartitionTimes(Duration ahead) {
    this.ahead = ahead;
  }

  /** Takes over what every subtask had in the checkpoint; the largest of each partition counts. */
  void restore(Iterable<PartitionTime> stored) {
    for (PartitionTime time : stored) {
      if (time.isWatermark()) {
        watermark = Math.max(watermark, time.time());
      } else {
        EffectiveTime known = known(new Partition(time.topic(), time.partition()));
        known.from(Math.max(known.reached(), time.time()), known.claimed());
      }
    }
  }

  /** Takes over the time that waited to be confirmed in the checkpoint. */
  void restoreClaim(Partition partition, long claimed) {
    if (claimed != NEVER) {
      EffectiveTime known = known(partition);
      known.from(known.reached(), claimed);
    }
  }

  private EffectiveTime known(Partition partition) {
    return times.computeIfAbsent(partition, added -> new EffectiveTime(ahead));
  }

  /** Where a record of the given event time stands. */
  long advance(String topic, int partition, long eventTime) {
    return of(topic, partition).advance(eventTime);
  }

  void mark(String topic, int partition, long time) {
    of(topic, partition).mark(time);
  }

  /** A partition that was silent goes on from here at the least. */
  void raise(Partition partition, long time) {
    known(partition).raise(time);
  }

  /** How far a partition has come, one of which nobody has read too. */
  Stand stand(Partition partition, boolean isRead, boolean isSilent) {
    EffectiveTime time = times.get(partition);
    return time == null
        ? new Stand(NEVER, NEVER, isRead, isSilent)
        : new Stand(time.reached(), time.occupied(), isRead, isSilent);
  }

  /** Where the partition stands. */
  long reached(String topic, int partition) {
    return of(topic, partition).reached();
  }

  /** The time of the partition's last record that waits to be confirmed, or {@link #NEVER}. */
  long claimed(Partition partition) {
    return times.containsKey(partition) ? times.get(partition).claimed() : NEVER;
  }

  /**
   * One that is new begins right behind the watermark that was already sent, so that its first
   * records are not late.
   */
  private EffectiveTime of(String topic, int partition) {
    if (last.number() != partition || !last.topic().equals(topic)) {
      last = new Partition(topic, partition);
      lastTime =
          times.computeIfAbsent(
              last,
              added ->
                  new EffectiveTime(ahead).from(watermark == NEVER ? NEVER : watermark + 1, NEVER));
    }
    return lastTime;
  }

  /** Notes a watermark that is sent on; the end of a bounded input is none. */
  void watermark(long time) {
    if (time != Long.MAX_VALUE) {
      watermark = Math.max(watermark, time);
    }
  }

  /** What a checkpoint keeps. */
  List<PartitionTime> times() {
    List<PartitionTime> kept = new ArrayList<>();
    kept.add(PartitionTime.watermark(watermark));
    new TreeMap<>(times)
        .forEach(
            (partition, time) -> {
              if (time.reached() != NEVER) {
                kept.add(new PartitionTime(partition.topic(), partition.number(), time.reached()));
              }
            });
    return kept;
  }
}
