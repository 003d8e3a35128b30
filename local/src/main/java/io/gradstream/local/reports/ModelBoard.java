package io.gradstream.local.reports;

import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The latest report of each model of a learner, and of its answers as they were given. Of so many
 * models as a learner may have, it keeps the first {@value #MOST}. Not thread safe.
 */
final class ModelBoard {

  /** The source that says how good the answers were as given, where labels come late. */
  static final String ANSWERS = "answers";

  static final int MOST = 10_000;

  /** Scores that are means over examples: those of several models have one too. */
  private static final List<String> MEANS =
      List.of(
          "accuracy",
          "no_change",
          "majority",
          "logloss",
          "prior_logloss",
          "mae",
          "no_change_mae",
          "mean_mae",
          "coverage",
          "interval_width",
          "loss");

  private static final String CHALLENGER = io.gradstream.learning.challengers.Standing.PREFIX;

  /** How many examples the means are of. */
  private static final String SCORED = "n_scored";

  private final Map<String, MetricReport> byKey = new HashMap<>();
  private Optional<MetricReport> latest = Optional.empty();
  private Optional<MetricReport> answers = Optional.empty();

  void accept(MetricReport report) {
    if (report.version().isEmpty()) {
      answers = Optional.of(report);
      return;
    }
    latest = Optional.of(report);
    if (byKey.size() < MOST || byKey.containsKey(report.key())) {
      byKey.put(report.key(), report);
    }
  }

  /** Where labels come late the answers' own scores; else the learner's, which are the same. */
  Optional<ModelScores> scores() {
    return latest.map(
        report -> {
          List<Measure> ofModels = byKey.size() == 1 ? report.measures() : means();
          List<Measure> quality = answers.map(of -> with(of.measures(), ofModels)).orElse(ofModels);
          return new ModelScores(
              report.version().orElseThrow(),
              byKey.size(),
              (long) value(ofModels, "n"),
              (long) value(quality, "n"),
              quality);
        });
  }

  /** The answers' own, and how those stand who do not answer. */
  private static List<Measure> with(List<Measure> ofAnswers, List<Measure> ofModels) {
    return Stream.concat(
            ofAnswers.stream(), ofModels.stream().filter(of -> of.name().startsWith(CHALLENGER)))
        .toList();
  }

  /** Of all examples alike: which of all models' examples were the last ones is not known. */
  private List<Measure> means() {
    List<Measure> means = new ArrayList<>();
    for (String count : List.of("n", SCORED)) {
      double sum = byKey.values().stream().mapToDouble(of -> value(of.measures(), count)).sum();
      means.add(new Measure(count, sum));
    }
    for (String name : MEANS) {
      double sum = 0;
      double weights = 0;
      for (MetricReport report : byKey.values()) {
        for (Measure measure : report.measures()) {
          if (measure.name().equals(name)) {
            double weight = value(report.measures(), SCORED);
            sum += weight * measure.value();
            weights += weight;
          }
        }
      }
      if (weights > 0) {
        means.add(new Measure(name, sum / weights));
      }
    }
    return means;
  }

  private static double value(List<Measure> measures, String name) {
    return MetricReport.value(name, measures).orElse(0);
  }
}
