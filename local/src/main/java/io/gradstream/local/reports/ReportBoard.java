package io.gradstream.local.reports;

import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.operators.record.Count;
import io.gradstream.schemas.MetricReport;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The latest report of each source of a learner with a single model. Not thread safe. */
final class ReportBoard {

  /** The source that says how good the answers were as given, where labels come late. */
  private static final String ANSWERS = "answers";

  private final Map<String, MetricReport> countsBySource = new HashMap<>();
  private Optional<MetricReport> model = Optional.empty();
  private Optional<MetricReport> answers = Optional.empty();

  void accept(MetricReport report) {
    if (report.version().isPresent()) {
      model = Optional.of(report);
    } else if (report.source().equals(ANSWERS)) {
      answers = Optional.of(report);
    } else {
      countsBySource.put(report.source(), report);
    }
  }

  /** Where labels come late the answers' own scores; else the learner's, which are the same. */
  private Optional<ModelScores> scores() {
    return model.map(
        report -> {
          MetricReport quality = answers.orElse(report);
          return new ModelScores(
              report.version().orElseThrow(),
              (long) value(report, "n"),
              (long) value(quality, "n"),
              value(quality, "accuracy"),
              value(quality, "auc"),
              value(quality, "no_change"),
              value(quality, "majority"));
        });
  }

  Standing standing() {
    return new Standing(
        sum(Count.LABELS_JOINED),
        sum(Count.LABELS_MISSED),
        sum(Count.EVENTS_DEAD),
        sum(Count.LABELS_DEAD),
        sum(Count.EXAMPLES),
        scores());
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
