package io.gradstream.cli.live;

import io.gradstream.local.reports.Standing.ModelScores;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Scores in words, each with its baselines, of the last examples and of all: accuracy and log-loss
 * of classes, the absolute error of a number, the loss of events that are their own labels.
 */
final class ScoreWords {

  /** What is said of a model that has learned nothing: it has no answers, so no score. */
  static final String NOTHING_LEARNED = "nothing learned yet";

  /** What is said while no answer of a model that has learned has met its label. */
  static final String NO_SCORE = "no score yet";

  private static final String WINDOW = "_window";

  /** One line has no room for squares. */
  private static final Set<Score> IN_A_LINE = EnumSet.complementOf(EnumSet.of(Score.SQUARES));

  private ScoreWords() {}

  /** In one line; empty before the first score. */
  static Optional<String> of(ModelScores scores) {
    long all = (long) scores.measure("n_scored").orElse(scores.judged());
    long last = (long) scores.measure("n" + WINDOW).orElse(all);
    String whole = form(scores, "");
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        last >= all
            ? words("%s of %,d", whole, all)
            : words("%s of the last %,d; %s of all %,d", form(scores, WINDOW), last, whole, all));
  }

  private static String form(ModelScores scores, String form) {
    List<String> parts = new ArrayList<>();
    for (Score score : IN_A_LINE) {
      OptionalDouble value = scores.measure(score.measure() + form);
      if (value.isPresent()) {
        parts.add(
            score.words()
                + " "
                + score.figure(value.getAsDouble())
                + baselines(score, scores, form));
      }
    }
    return String.join(", ", parts);
  }

  private static String baselines(Score score, ModelScores scores, String form) {
    String words =
        score.baselines().stream()
            .filter(baseline -> scores.measure(baseline.measure() + form).isPresent())
            .map(
                baseline ->
                    baseline.words()
                        + " "
                        + score.figure(scores.measure(baseline.measure() + form).getAsDouble()))
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? "" : " (" + words + ")";
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
