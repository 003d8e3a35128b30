package io.gradstream.cli.live;

import io.gradstream.local.reports.Standing.ModelScores;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Scores in words, each with its baselines, of the last examples and of all: accuracy and log-loss
 * of classes, the absolute error of a number, the loss of events that are their own labels.
 */
public final class ScoreWords {

  /** What a learner says before its first score. */
  public static final String NOTHING_LEARNED = "nothing learned yet";

  private static final String WINDOW = "_window";

  /**
   * A baseline of a score.
   *
   * @param measure its name among the measures
   */
  private record Baseline(String words, String measure) {}

  private enum Score {
    ACCURACY(
        "accuracy",
        "accuracy",
        List.of(new Baseline("majority", "majority"), new Baseline("no-change", "no_change"))) {
      @Override
      String figure(double value) {
        return words("%.2f %%", 100 * value);
      }
    },
    LOG_LOSS("logloss", "log-loss", List.of(new Baseline("prior", "prior_logloss"))),
    ERROR(
        "mae",
        "mean error",
        List.of(new Baseline("mean", "mean_mae"), new Baseline("no-change", "no_change_mae"))),
    LOSS("loss", "loss", List.of());

    final String measure;
    final String words;
    final List<Baseline> baselines;

    Score(String measure, String words, List<Baseline> baselines) {
      this.measure = measure;
      this.words = words;
      this.baselines = baselines;
    }

    /** Four digits or so. */
    String figure(double value) {
      double size = Math.abs(value);
      return words(size < 1 ? "%.4f" : size < 10 ? "%.3f" : size < 100 ? "%.2f" : "%,.1f", value);
    }
  }

  private ScoreWords() {}

  /** In one line; {@link #NOTHING_LEARNED} before the first score. */
  public static String of(ModelScores scores) {
    long all = (long) scores.measure("n_scored").orElse(scores.judged());
    long last = (long) scores.measure("n" + WINDOW).orElse(all);
    if (last >= all) {
      String whole = form(scores, "");
      return whole.isEmpty() ? NOTHING_LEARNED : words("%s of %,d", whole, all);
    }
    return words(
        "%s of the last %,d; %s of all %,d", form(scores, WINDOW), last, form(scores, ""), all);
  }

  private static String form(ModelScores scores, String form) {
    List<String> parts = new ArrayList<>();
    for (Score score : Score.values()) {
      OptionalDouble value = scores.measure(score.measure + form);
      if (value.isPresent()) {
        parts.add(
            score.words + " " + score.figure(value.getAsDouble()) + baselines(score, scores, form));
      }
    }
    return String.join(", ", parts);
  }

  private static String baselines(Score score, ModelScores scores, String form) {
    String words =
        score.baselines.stream()
            .filter(baseline -> scores.measure(baseline.measure + form).isPresent())
            .map(
                baseline ->
                    baseline.words
                        + " "
                        + score.figure(scores.measure(baseline.measure + form).getAsDouble()))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
