package io.gradstream.cli.plot;

import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.workbench.evaluate.EvaluationReport;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures of an evaluation in words. */
final class Figures {

  private final EvaluationReport report;
  private final List<Measure> measures; // of the answers where labels come late
  private final String score;

  Figures(EvaluationReport report) {
    this.report = report;
    measures = report.answers().orElse(report.measures());
    score = report.curve().get(0).score();
  }

  private OptionalDouble value(String name) {
    return MetricReport.value(name, measures);
  }

  /** Whether the score is a share of all, told in percent; otherwise an error or a loss. */
  boolean isRate() {
    return score.equals("accuracy");
  }

  String title() {
    return report.learner() + ": " + scoreName() + " " + figure(score);
  }

  private String scoreName() {
    return switch (score) {
      case "mae" -> "mean absolute error";
      case "loss" -> "mean loss";
      default -> score;
    };
  }

  /** In the unit of the score; empty text when it is not defined. */
  String figure(String measure) {
    OptionalDouble value = value(measure);
    return value.isPresent() ? figure(value.getAsDouble()) : "";
  }

  String figure(double value) {
    return isRate()
        ? pattern("0.00").format(100 * value) + " %"
        : decimals(value(score).orElse(value)).format(value);
  }

  /** A place of the axis. */
  String tick(double value) {
    double positive = value + 0.0; // no -0
    return isRate()
        ? pattern("0.##").format(100 * positive) + " %"
        : pattern("#,##0.########").format(positive);
  }

  static String count(double value) {
    return pattern("#,##0").format(value);
  }

  /** What else there is to know, in a line. */
  String subtitle() {
    List<String> parts = new ArrayList<>();
    parts.add(count(value("n").orElse(0)) + " examples");
    if (report.delay() > 0) {
      parts.add("labels " + count(report.delay()) + " rows later");
    }
    value(score + "_window")
        .ifPresent(
            last -> parts.add("last " + count(value("n_window").orElse(0)) + ": " + figure(last)));
    for (String name : List.of("kappa_t", "auc", "rmse", "r2", "perplexity")) {
      value(name).ifPresent(of -> parts.add(name.replace("auc", "AUC") + " " + significant(of)));
    }
    value("logloss").ifPresent(loss -> parts.add("log-loss " + significant(loss)));
    value("prior_logloss").ifPresent(loss -> parts.add("of the prior " + significant(loss)));
    return String.join("  ·  ", parts);
  }

  String axisTitle() {
    long window = report.curve().get(report.curve().size() - 1).n() / report.curve().size();
    return "%s in windows of about %s examples".formatted(scoreName(), count(window));
  }

  private static String significant(double value) {
    return decimals(value).format(value);
  }

  /** For numbers of that size: four digits or so. */
  private static DecimalFormat decimals(double value) {
    double size = Math.abs(value);
    return pattern(
        size < 0.1
            ? "0.00000"
            : size < 10 ? "0.000" : size < 100 ? "0.00" : size < 1000 ? "0.0" : "#,##0");
  }

  private static DecimalFormat pattern(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
