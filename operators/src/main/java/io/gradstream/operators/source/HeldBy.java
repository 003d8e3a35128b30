package io.gradstream.operators.source;

import io.gradstream.operators.report.JobMetric;
import io.gradstream.operators.report.ShownNumbers;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which partition learning waits for: the one whose time is the smallest of all, of both topics,
 * once it has stood still for a while and others have gone on. By wall clock: it tells, and decides
 * nothing. Not thread safe.
 */
final class HeldBy {

  /** How long a time may stand still before it is worth a report. */
  static final long WORTH_TELLING_MILLIS = 10_000;

  /** How long before it is worth a line in the log. */
  static final long WORTH_LOGGING_MILLIS = 60_000;

  /** The name that reports come under. */
  private static final String SOURCE = "held";

  /**
   * What learning waits for.
   *
   * @param time that it has reached, or {@link PartitionTimes#NEVER}
   * @param millis since when
   * @param records read from all partitions since then
   */
  record Held(Partition partition, long time, long millis, long records) {
    String words() {
      return "Learning waits for %s, whose time has not moved for %d s (%s), while %d records came. "
              .formatted(partition, millis / 1000, stand(), records)
          + "Examples behind it are learned once it goes on: send it records or a time mark, or say"
          + " by events.idle how long a topic may be silent.";
    }

    /**
     * For the metrics topic, under the partition's name; without {@code held.time} none is known.
     */
    MetricReport report(String learner, long now) {
      List<Measure> measures = new ArrayList<>();
      measures.add(new Measure("held.millis", millis));
      measures.add(new Measure("held.records", records));
      if (time != PartitionTimes.NEVER) {
        measures.add(new Measure("held.time", time));
      }
      return new MetricReport(
          learner, SOURCE, partition.toString(), Optional.empty(), now, measures);
    }

    /** For Flink's metrics, under the partition's labels. */
    void show(ShownNumbers shown) {
      String number = Integer.toString(partition.number());
      shown.set(JobMetric.HELD, millis, partition.topic(), number);
      shown.set(JobMetric.HELD_RECORDS, records, partition.topic(), number);
    }

    /** The same, when it holds nothing back any more. */
    Held ended() {
      return new Held(partition, time, 0, 0);
    }

    private String stand() {
      return time == PartitionTimes.NEVER
          ? "none is known: too few records since the start"
          : "it stands at " + Instant.ofEpochMilli(time);
    }
  }

  private Map.Entry<Partition, Long> slowest = Map.entry(new Partition("", -1), 0L);
  private long since;
  private long recordsThen;
  private long nextTold;

  /**
   * @param times of all partitions, {@link PartitionTimes#NEVER} where none is known
   * @param records read so far, of all
   * @param now wall clock, milliseconds
   */
  Optional<Held> at(Map<Partition, Long> times, long records, long now) {
    if (times.isEmpty()) {
      return Optional.empty();
    }
    Map.Entry<Partition, Long> least =
        times.entrySet().stream()
            .min(Map.Entry.<Partition, Long>comparingByValue().thenComparing(Map.Entry::getKey))
            .orElseThrow();
    long most = times.values().stream().max(Comparator.naturalOrder()).orElseThrow();
    if (!least.equals(slowest)) {
      slowest = Map.entry(least.getKey(), least.getValue());
      since = now;
      recordsThen = records;
      nextTold = now + WORTH_LOGGING_MILLIS;
    }
    boolean isHeld =
        now - since >= WORTH_TELLING_MILLIS && most > least.getValue() && records > recordsThen;
    return isHeld
        ? Optional.of(
            new Held(least.getKey(), least.getValue(), now - since, records - recordsThen))
        : Optional.empty();
  }

  /** Whether it is to be logged: after a minute, then less and less often. */
  boolean isTold(long now) {
    if (now < nextTold) {
      return false;
    }
    nextTold = now + (now - since);
    return true;
  }
}
