package io.gradstream.cli.live;

import java.util.List;
import java.util.Locale;

/** A score that is worth a look, with the rules that learn nothing beside it. */
enum Score {
  ACCURACY(
      "accuracy",
      "accuracy",
      List.of(
          new Baseline("majority", "always the commonest", "majority"),
          new Baseline("no-change", "as the last one", "no_change"))) {
    @Override
    String figure(double value) {
      return text("%.2f %%", 100 * value);
    }
  },
  LOG_LOSS(
      "logloss",
      "log-loss",
      List.of(new Baseline("prior", "the frequencies so far", "prior_logloss"))),
  ERROR(
      "mae",
      "mean error",
      List.of(
          new Baseline("mean", "always the mean", "mean_mae"),
          new Baseline("no-change", "as the last one", "no_change_mae"))),
  SQUARES(
      "rmse",
      "root mean square error",
      List.of(
          new Baseline("mean", "always the mean", "mean_rmse"),
          new Baseline("no-change", "as the last one", "no_change_rmse"))),
  COVERAGE("coverage", "within bounds", List.of()) {
    @Override
    String figure(double value) {
      return text("%.2f %%", 100 * value);
    }
  },
  WIDTH("interval_width", "between bounds", List.of()),
  LOSS("loss", "loss", List.of());

  /**
   * A rule that learns nothing.
   *
   * @param words for it in a line
   * @param meaning what it says
   * @param measure its name among the measures
   */
  record Baseline(String words, String meaning, String measure) {}

  private final String measure;
  private final String words;
  private final List<Baseline> baselines;

  Score(String measure, String words, List<Baseline> baselines) {
    this.measure = measure;
    this.words = words;
    this.baselines = baselines;
  }

  /** Its name among the measures. */
  String measure() {
    return measure;
  }

  String words() {
    return words;
  }

  List<Baseline> baselines() {
    return baselines;
  }

  /** Four digits or so. */
  String figure(double value) {
    double size = Math.abs(value);
    return text(size < 1 ? "%.4f" : size < 10 ? "%.3f" : size < 100 ? "%.2f" : "%,.1f", value);
  }

  static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
