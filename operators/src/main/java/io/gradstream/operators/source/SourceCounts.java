package io.gradstream.operators.source;

import io.gradstream.operators.record.Count;
import io.gradstream.operators.report.JobMetric;
import java.util.EnumSet;

/** What is counted of each of the user's topics. */
enum SourceCounts {
  EVENTS(
      "events",
      Count.EVENTS_READ,
      Count.EVENTS_DEAD,
      Count.EVENTS_TOMBSTONES,
      Count.EVENTS_BEHIND,
      Count.EVENTS_GAPS,
      Count.EVENTS_LOST,
      JobMetric.EVENTS_UNLIKELY_TIMES),
  LABELS(
      "labels",
      Count.LABELS_READ,
      Count.LABELS_DEAD,
      Count.LABELS_TOMBSTONES,
      Count.LABELS_BEHIND,
      Count.LABELS_GAPS,
      Count.LABELS_LOST,
      JobMetric.LABELS_UNLIKELY_TIMES);

  private final String role;
  private final Count read;
  private final Count dead;
  private final Count tombstones;
  private final Count behind;
  private final Count gaps;
  private final Count lost;
  private final JobMetric unlikelyTimes;

  SourceCounts(
      String role,
      Count read,
      Count dead,
      Count tombstones,
      Count behind,
      Count gaps,
      Count lost,
      JobMetric unlikelyTimes) {
    this.role = role;
    this.read = read;
    this.dead = dead;
    this.tombstones = tombstones;
    this.behind = behind;
    this.gaps = gaps;
    this.lost = lost;
    this.unlikelyTimes = unlikelyTimes;
  }

  /** First part of the name that reports come under. */
  String role() {
    return role;
  }

  EnumSet<Count> all() {
    return EnumSet.of(read, dead, tombstones, behind, gaps, lost);
  }

  Count read() {
    return read;
  }

  Count tombstones() {
    return tombstones;
  }

  Count behind() {
    return behind;
  }

  Count gaps() {
    return gaps;
  }

  Count lost() {
    return lost;
  }

  JobMetric unlikelyTimes() {
    return unlikelyTimes;
  }
}
