package io.gradstream.local.reports;

import io.gradstream.local.reports.Standing.Held;
import io.gradstream.local.reports.Standing.LeftOut;
import io.gradstream.local.reports.Standing.Waiting;
import io.gradstream.operators.record.Count;
import io.gradstream.schemas.MetricReport;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The latest report of each source of a learner. Not thread safe. */
final class ReportBoard {

  /** The source that says which partition learning waits for, under the partition's name. */
  private static final String HELD = "held";

  private static final String HELD_SINCE = "held.millis";

  /** A held partition is told every few seconds; one not told for so long is of an earlier run. */
  private static final long HELD_IS_TOLD_MILLIS = 30_000;

  private final Map<String, MetricReport> countsBySource = new HashMap<>();
  private final Map<String, MetricReport> heldByPartition = new HashMap<>();
  private final ModelBoard models = new ModelBoard();
  private long newest; // report's time

  void accept(MetricReport report) {
    newest = Math.max(newest, report.time());
    if (report.version().isPresent() || report.source().equals(ModelBoard.ANSWERS)) {
      models.accept(report);
    } else if (report.source().equals(HELD)) {
      heldByPartition.put(report.key(), report);
    } else {
      countsBySource.put(report.source(), report);
    }
  }

  Standing standing() {
    return new Standing(
        sum(Count.EVENTS_READ),
        sum(Count.ANSWERS),
        sum(Count.LABELS_JOINED),
        sum(Count.LABELS_MISSED),
        sum(Count.EVENTS_DEAD),
        sum(Count.LABELS_DEAD),
        sum(Count.EXAMPLES),
        waiting(),
        held(),
        sum("learner-", "paused") > 0,
        models.scores(),
        new LeftOut(
            sum(Count.EVENTS_TOMBSTONES) + sum(Count.LABELS_TOMBSTONES),
            Math.round(Math.max(most("events.unlikelyTimes"), most("labels.unlikelyTimes")))));
  }

  /**
   * Events before their label's turn are told by the counts: of those that met none yet, as many
   * wait for newer records only as labels did not meet theirs.
   */
  private Waiting waiting() {
    long forTurn = (long) sum("learner-", "waiting");
    if (countsBySource.keySet().stream().noneMatch(source -> source.startsWith("join-"))) {
      return new Waiting(0, forTurn);
    }
    long unmet =
        sum(Count.EVENTS_READ)
            - sum(Count.EVENTS_DEAD)
            - sum(Count.EVENTS_TOMBSTONES)
            - sum(Count.LABELS_JOINED)
            - sum(Count.LABELS_MISSED);
    long labels =
        sum(Count.LABELS_READ)
            - sum(Count.LABELS_DEAD)
            - sum(Count.LABELS_TOMBSTONES)
            - sum(Count.LABELS_JOINED);
    long met = Math.max(0, Math.min(unmet, labels));
    return new Waiting(Math.max(0, unmet - met), forTurn + met);
  }

  private Optional<Held> held() {
    return heldByPartition.values().stream()
        .filter(report -> report.time() >= newest - HELD_IS_TOLD_MILLIS)
        .filter(report -> value(report, HELD_SINCE) > 0)
        .max(Comparator.comparingDouble(report -> value(report, HELD_SINCE)))
        .map(
            report ->
                new Held(
                    report.key(),
                    (long) value(report, HELD_SINCE),
                    (long) value(report, "held.records")));
  }

  private long sum(Count count) {
    return (long) sum("", count.measure());
  }

  private double sum(String sources, String measure) {
    return countsBySource.values().stream()
        .filter(report -> report.source().startsWith(sources))
        .mapToDouble(report -> value(report, measure))
        .sum();
  }

  private double most(String measure) {
    return countsBySource.values().stream()
        .mapToDouble(report -> value(report, measure))
        .max()
        .orElse(0);
  }

  static double value(MetricReport report, String name) {
    return report.value(name).orElse(0);
  }
}
