package io.gradstream.serving.page;

import java.util.List;

/** A score that the page draws, with the rules that learn nothing beside it. */
enum ShownScore {
  ACCURACY(
      "accuracy",
      "Accuracy",
      true,
      List.of(
          new Baseline("majority", "always the commonest"),
          new Baseline("no_change", "as the last one"))),
  LOG_LOSS(
      "logloss",
      "Log-loss",
      false,
      List.of(new Baseline("prior_logloss", "the frequencies so far"))),
  ERROR(
      "mae",
      "Mean absolute error",
      false,
      List.of(
          new Baseline("mean_mae", "always the mean"),
          new Baseline("no_change_mae", "as the last one"))),
  LOSS("loss", "Loss", false, List.of());

  /** Measures of all scores, in the order in which numbers of a {@link Point} stand. */
  static final List<String> MEASURES =
      List.of(
          "accuracy",
          "majority",
          "no_change",
          "logloss",
          "prior_logloss",
          "mae",
          "mean_mae",
          "no_change_mae",
          "loss");

  /**
   * A rule that learns nothing.
   *
   * @param measure its name among the measures
   * @param meaning what it says
   */
  record Baseline(String measure, String meaning) {}

  private final String measure;
  private final String words;
  private final boolean isBetterHigh;
  private final List<Baseline> baselines;

  ShownScore(String measure, String words, boolean isBetterHigh, List<Baseline> baselines) {
    this.measure = measure;
    this.words = words;
    this.isBetterHigh = isBetterHigh;
    this.baselines = baselines;
  }

  String measure() {
    return measure;
  }

  String words() {
    return words;
  }

  boolean isBetterHigh() {
    return isBetterHigh;
  }

  List<Baseline> baselines() {
    return baselines;
  }
}
