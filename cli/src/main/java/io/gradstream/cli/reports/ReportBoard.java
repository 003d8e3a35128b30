package io.gradstream.cli.reports;

import io.gradstream.cli.reports.Standing.ModelScores;
import io.gradstream.operators.Count;
import io.gradstream.schemas.MetricReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The latest report of each source of a learner with a single model. Not thread safe. */
final class ReportBoard {

  private final Map<String, MetricReport> countsBySource = new HashMap<>();
  private Optional<ModelScores> scores = Optional.empty();

  void accept(MetricReport report) {
    if (report.version().isPresent()) {
      scores =
          Optional.of(
              new ModelScores(
                  report.version().get(),
                  (long) value(report, "n"),
                  value(report, "accuracy"),
                  value(report, "auc"),
                  value(report, "no_change"),
                  value(report, "majority")));
    } else {
      countsBySource.put(report.source(), report);
    }
  }

  Standing standing() {
    return new Standing(
        sum(Count.LABELS_JOINED),
        sum(Count.LABELS_MISSED),
        sum(Count.EVENTS_DEAD),
        sum(Count.LABELS_DEAD),
        sum(Count.EXAMPLES),
        scores);
  }

  private long sum(Count count) {
    return (long)
        countsBySource.values().stream()
            .mapToDouble(report -> value(report, count.measure()))
            .sum();
  }

  private static double value(MetricReport report, String name) {
    return report.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(MetricReport.Measure::value)
        .sum(); // of one or none
  }
}
