package io.gradstream.benchmarks.learning;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What {@code bench learning} found. */
record LearningReport(List<LearningResult> results) {

  private static final String ROW = "%-9s %-20s %4s %7s %9s %8s %7s %9s %9s %8s %10s %8s %10s";
  private static final List<String> MEASURES =
      List.of(
          "n",
          "accuracy",
          "kappa_t",
          "auc",
          Quality.LATER,
          "mae",
          "no_change",
          "majority",
          "no_change_mae",
          "mean_mae");

  LearningReport {
    results = List.copyOf(results);
  }

  /**
   * A line a learner, and before a stream's first one what two rules would have scored: repeating
   * the last label, and the most frequent label or the mean so far. Accuracies in per cent, {@code
   * later} that behind the warm-up; the last two columns are processor time as a multiple of ARF's.
   */
  String text() {
    StringBuilder text =
        new StringBuilder(
            row(
                "stream",
                "learner",
                "runs",
                "rows",
                "accuracy",
                "kappa_t",
                "auc",
                "later",
                "mae",
                "cpu s",
                "last half",
                "of ARF's",
                "last half"));
    String stream = "";
    for (LearningResult result : results) {
      if (!result.stream().equals(stream)) {
        stream = result.stream();
        LearningResult fullest = ofMostRows(stream);
        text.append(baseline(fullest, "no-change", "no_change", "no_change_mae"));
        text.append(baseline(fullest, "majority or mean", "majority", "mean_mae"));
      }
      text.append(line(result));
    }
    return text.toString();
  }

  /** A learner of a release before leaves rows at the end unscored that fill no mini-batch. */
  private LearningResult ofMostRows(String stream) {
    return results.stream()
        .filter(result -> result.stream().equals(stream))
        .max(Comparator.comparingDouble(result -> result.mean("n").orElse(0)))
        .orElseThrow();
  }

  private static String baseline(
      LearningResult result, String name, String accuracy, String error) {
    return row(
        result.stream(),
        name,
        "",
        number("%.0f", result.mean("n")),
        percent(result.mean(accuracy)),
        "",
        "",
        "",
        number("%.4f", result.mean(error)),
        "",
        "",
        "",
        "");
  }

  private String line(LearningResult result) {
    return row(
        result.stream(),
        result.learner(),
        result.runs().size(),
        number("%.0f", result.mean("n")),
        percent(result.mean("accuracy")),
        number("%.3f", result.mean("kappa_t")),
        number("%.3f", result.mean("auc")),
        percent(result.mean(Quality.LATER)),
        number("%.4f", result.mean("mae")),
        String.format(Locale.ROOT, "%.1f", result.cpu()),
        String.format(Locale.ROOT, "%.1f", result.lastHalf()),
        number("%.2f", ofForest(result)),
        number("%.2f", ofForestLastHalf(result)));
  }

  private static String row(Object... cells) {
    return String.format(ROW, cells).stripTrailing() + "\n";
  }

  private OptionalDouble ofForest(LearningResult result) {
    return forest(result)
        .map(forest -> OptionalDouble.of(result.cpu() / forest.cpu()))
        .orElse(OptionalDouble.empty());
  }

  private OptionalDouble ofForestLastHalf(LearningResult result) {
    return forest(result)
        .map(forest -> OptionalDouble.of(result.lastHalf() / forest.lastHalf()))
        .orElse(OptionalDouble.empty());
  }

  /** ARF on the same stream, on the events as they are. */
  private Optional<LearningResult> forest(LearningResult result) {
    return results.stream()
        .filter(other -> other.stream().equals(result.stream()))
        .filter(
            other ->
                other.learner().equals(Peer.ARF.label(false))
                    || other.learner().equals(Peer.ARF.label(true)))
        .findFirst();
  }

  private static String percent(OptionalDouble rate) {
    return number("%.2f", rate.isPresent() ? OptionalDouble.of(100 * rate.getAsDouble()) : rate);
  }

  private static String number(String format, OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
  }

  /** An array with an object a learner; a measure that does not apply is null. */
  String json() {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (LearningResult result : results) {
      ObjectNode json = all.addObject();
      json.put("stream", result.stream());
      json.put("learner", result.learner());
      MEASURES.forEach(name -> put(name, result.mean(name), json));
      json.put("cpu_s", result.cpu());
      json.put("cpu_last_half_s", result.lastHalf());
      put("of_arf", ofForest(result), json);
      put("of_arf_last_half", ofForestLastHalf(result), json);
      ArrayNode runs = json.putArray("runs");
      result.runs().forEach(run -> put(run, runs.addObject()));
    }
    return all.toString();
  }

  private static void put(Run run, ObjectNode json) {
    MEASURES.forEach(name -> put(name, run.quality().measure(name), json));
    json.put("cpu_s", run.cpu());
    json.put("cpu_last_half_s", run.lastHalf());
  }

  private static void put(String name, OptionalDouble value, ObjectNode json) {
    json.put(name, value.isPresent() ? value.getAsDouble() : null);
  }
}
