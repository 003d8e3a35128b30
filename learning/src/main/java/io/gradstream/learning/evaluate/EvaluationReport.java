package io.gradstream.learning.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an evaluation found. Of all rows, {@code n} were scored; the others are bad, without a
 * label, or left over at the end without filling a mini-batch.
 *
 * @param unscored examples that filled no mini-batch
 * @param unlabeled rows without a label
 * @param badRows rows that could not be used, by reason
 * @param firstBadRows the first few of them
 * @param models one for each key
 * @param measures see {@link io.gradstream.learning.Scores#measures()}
 * @param seconds spent on reading, scoring and learning
 */
public record EvaluationReport(
    String learner,
    long rows,
    long unscored,
    long unlabeled,
    Map<Reason, Long> badRows,
    List<BadRow> firstBadRows,
    long models,
    List<Measure> measures,
    double seconds) {

  private static final List<String> SCORES =
      List.of("accuracy", "kappa", "kappa_t", "auc", "logloss", "mae", "rmse", "r2");
  private static final List<String> BASELINES =
      List.of("no_change", "majority", "no_change_mae", "mean_mae");

  /** A row that could not be used. */
  public record BadRow(long line, Reason reason, String message) {}

  public EvaluationReport {
    badRows = Map.copyOf(badRows);
    firstBadRows = List.copyOf(firstBadRows);
    measures = List.copyOf(measures);
  }

  /** A measure by its name; empty when it does not apply or is not defined. */
  public OptionalDouble measure(String name) {
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
    return seconds > 0 ? rows / seconds : 0;
  }

  /** One line; a measure that does not apply is null. */
  public String json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("learner", learner);
    json.put("n", n());
    put(SCORES, json);
    put(BASELINES, json.putObject("baselines"));
    json.put("events_per_s", eventsPerSecond());
    json.put("rows", rows);
    json.put("unscored", unscored);
    json.put("unlabeled", unlabeled);
    json.put("models", models);
    ObjectNode bad = json.putObject("bad_rows");
    for (Reason reason : Reason.values()) {
      if (badRows.containsKey(reason)) {
        bad.put(reason.name(), badRows.get(reason));
      }
    }
    return json.toString();
  }

  private void put(List<String> names, ObjectNode json) {
    for (String name : names) {
      OptionalDouble value = measure(name);
      json.put(name, value.isPresent() ? value.getAsDouble() : null);
    }
  }

  /** For reading: a line for each measure that applies, then what was left out and why. */
  public String table() {
    StringBuilder text = new StringBuilder();
    line(text, "%s: %,d rows, %,d scored, %,.0f events/s", learner, rows, n(), eventsPerSecond());
    for (String name : SCORES) {
      measure(name).ifPresent(value -> line(text, "  %-14s %10.4f", name, value));
    }
    for (String name : BASELINES) {
      measure(name).ifPresent(value -> line(text, "  %-14s %10.4f  (baseline)", name, value));
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
    return text.toString();
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
