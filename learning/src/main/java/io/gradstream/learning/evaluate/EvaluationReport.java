package io.gradstream.learning.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.network.Activity;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an evaluation found. Of all rows, {@code n} were scored; the others are bad, without a
 * label, or left over at the end without filling a mini-batch.
 *
 * @param task binary, classes, regression, reconstruct, nextToken or generate
 * @param seed of the learner
 * @param passes over the rows; the measures are those of the first
 * @param unscored examples that filled no mini-batch
 * @param unlabeled rows without a label
 * @param badRows rows that could not be used, by reason
 * @param firstBadRows the first few of them
 * @param models one for each key
 * @param measures see {@link io.gradstream.learning.Scores#measures()}
 * @param activity of the network after the last pass; empty for several models
 * @param curve accuracy, absolute error or loss along the stream; empty for several models
 * @param test measures of the rows of a test file, which were not learned
 * @param notes what else is worth telling, a sentence each
 * @param seconds spent on reading, scoring and learning, in all passes
 */
public record EvaluationReport(
    String learner,
    String task,
    long seed,
    int passes,
    long rows,
    long unscored,
    long unlabeled,
    Map<Reason, Long> badRows,
    List<BadRow> firstBadRows,
    long models,
    List<Measure> measures,
    Optional<Activity> activity,
    List<CurvePoint> curve,
    Optional<List<Measure>> test,
    List<String> notes,
    double seconds) {

  private static final List<String> SCORES =
      List.of(
          "accuracy",
          "kappa",
          "kappa_t",
          "kappa_m",
          "auc",
          "logloss",
          "mae",
          "rmse",
          "r2",
          "loss",
          "perplexity");
  private static final List<String> BASELINES =
      List.of("no_change", "majority", "prior_logloss", "no_change_mae", "mean_mae");

  /** A row that could not be used. */
  public record BadRow(long line, Reason reason, String message) {}

  /**
   * The mean of a score in a window of the stream.
   *
   * @param n examples scored up to its end
   * @param score its name
   */
  public record CurvePoint(long n, String score, double mean) {}

  public EvaluationReport {
    badRows = Map.copyOf(badRows);
    firstBadRows = List.copyOf(firstBadRows);
    measures = List.copyOf(measures);
    curve = List.copyOf(curve);
    test = test.map(List::copyOf);
    notes = List.copyOf(notes);
  }

  /** The same with notes before its own. */
  public EvaluationReport withNotes(List<String> before) {
    List<String> all = new ArrayList<>(before);
    all.addAll(notes);
    return new EvaluationReport(
        learner,
        task,
        seed,
        passes,
        rows,
        unscored,
        unlabeled,
        badRows,
        firstBadRows,
        models,
        measures,
        activity,
        curve,
        test,
        all,
        seconds);
  }

  /** A measure by its name; empty when it does not apply or is not defined. */
  public OptionalDouble measure(String name) {
    return measure(name, measures);
  }

  /** A measure of the test file's rows by its name; empty when there is none. */
  public OptionalDouble testMeasure(String name) {
    return measure(name, test.orElse(List.of()));
  }

  private static OptionalDouble measure(String name, List<Measure> measures) {
    return measures.stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .findFirst();
  }

  /** Examples scored. */
  public long n() {
    return (long) measure("n").orElse(0);
  }

  public double eventsPerSecond() {
    return seconds > 0 ? passes * rows / seconds : 0;
  }

  /** One line; a measure that does not apply is null. */
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("learner", learner);
    json.put("task", task);
    json.put("seed", seed);
    json.put("passes", passes);
    putScores(measures, json);
    test.ifPresent(of -> putScores(of, json.putObject("test")));
    json.put("events_per_s", eventsPerSecond());
    json.put("rows", rows);
    json.put("unscored", unscored);
    json.put("unlabeled", unlabeled);
    json.put("models", models);
    json.put("units", activity.map(Activity::units).orElse(null));
    json.put("dead_units", activity.map(Activity::deadUnits).orElse(null));
    json.put("effective_rank", activity.map(Activity::effectiveRank).orElse(null));
    ObjectNode bad = json.putObject("bad_rows");
    for (Reason reason : Reason.values()) {
      if (badRows.containsKey(reason)) {
        bad.put(reason.name(), badRows.get(reason));
      }
    }
    ArrayNode sentences = json.putArray("notes");
    notes.forEach(sentences::add);
    ArrayNode points = json.putArray("curve");
    curve.forEach(point -> points.addObject().put("n", point.n()).put(point.score(), point.mean()));
    return json.toString();
  }

  private static void putScores(List<Measure> measures, ObjectNode json) {
    json.put("n", (long) measure("n", measures).orElse(0));
    put(SCORES, measures, json);
    put(BASELINES, measures, json.putObject("baselines"));
  }

  private static void put(List<String> names, List<Measure> measures, ObjectNode json) {
    for (String name : names) {
      OptionalDouble value = measure(name, measures);
      json.put(name, value.isPresent() ? value.getAsDouble() : null);
    }
  }

  /** For reading: a line for each measure that applies, then what was left out and why. */
  public String table() {
    StringBuilder text = new StringBuilder();
    line(text, "%s: %,d rows, %,d scored, %,.0f events/s", learner, rows, n(), eventsPerSecond());
    if (passes > 1) {
      line(text, "%d passes; scored in the first:", passes);
    }
    addScores(measures, text);
    if (test.isPresent()) {
      line(text, "test, not learned: %,d rows", (long) testMeasure("n").orElse(0));
      addScores(test.get(), text);
    }
    if (models != 1) {
      line(text, "  %-14s %,10d", "models", models);
    }
    if (unlabeled > 0) {
      line(text, "  %-14s %,10d  rows without a label", "unlabeled", unlabeled);
    }
    if (unscored > 0) {
      line(text, "  %-14s %,10d  at the end, filling no mini-batch", "unscored", unscored);
    }
    addBadRows(text);
    notes.forEach(note -> line(text, "  note: %s", note));
    return text.toString();
  }

  private static void addScores(List<Measure> measures, StringBuilder text) {
    for (String name : SCORES) {
      measure(name, measures).ifPresent(value -> line(text, "  %-14s %10.4f", name, value));
    }
    for (String name : BASELINES) {
      measure(name, measures)
          .ifPresent(value -> line(text, "  %-14s %10.4f  (baseline)", name, value));
    }
  }

  private void addBadRows(StringBuilder text) {
    for (Reason reason : Reason.values()) {
      if (badRows.containsKey(reason)) {
        line(text, "  %-14s %,10d  bad rows", reason, badRows.get(reason));
      }
    }
    for (BadRow row : firstBadRows) {
      line(text, "  line %d: %s", row.line(), row.message());
    }
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
