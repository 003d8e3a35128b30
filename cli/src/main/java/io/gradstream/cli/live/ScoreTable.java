package io.gradstream.cli.live;

import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Scores as a table: each with its baselines below it, of the last examples and of all. */
public final class ScoreTable {

  private static final String WINDOW = "_window";

  private final List<Measure> measures;
  private final List<String> lines = new ArrayList<>();

  private ScoreTable(List<Measure> measures) {
    this.measures = measures;
  }

  /**
   * The lines of it.
   *
   * @param measures see {@link io.gradstream.learning.Scores#measures()}
   */
  public static String of(List<Measure> measures) {
    return new ScoreTable(measures).table();
  }

  private String table() {
    double all = value("n_scored").orElse(0);
    if (all == 0) {
      return "  " + ScoreWords.NO_SCORE;
    }
    add("", words("last %,.0f", value("n" + WINDOW).orElse(all)), words("all %,.0f", all));
    for (Score score : Score.values()) {
      if (value(score.measure()).isPresent()) {
        addScore(score.words(), score.measure(), score);
        score.baselines().forEach(of -> addScore("  " + of.meaning(), of.measure(), score));
      }
    }
    return String.join("\n", lines);
  }

  private void addScore(String words, String measure, Score score) {
    add(words, cell(measure + WINDOW, score), cell(measure, score));
  }

  private String cell(String measure, Score score) {
    OptionalDouble value = value(measure);
    return value.isPresent() ? score.figure(value.getAsDouble()) : "";
  }

  private void add(String name, String last, String all) {
    lines.add(words("  %-28s %14s %14s", name, last, all).stripTrailing());
  }

  private OptionalDouble value(String name) {
    return MetricReport.value(name, measures);
  }

  private static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
