package io.gradstream.benchmarks.learning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good the predictions of one run were.
 *
 * @param measures as {@link io.gradstream.learning.Scores#measures()} names them; {@link #LATER}
 *     beside them where a stream has a warm-up
 */
record Quality(List<Measure> measures) {

  /** Accuracy after the warm-up. */
  static final String LATER = "later_accuracy";

  private static final ObjectMapper JSON = new ObjectMapper();

  Quality {
    measures = List.copyOf(measures);
  }

  /** The quality in the line that {@code gradstream evaluate --json} ends with. */
  static Quality ofEvaluation(String output) {
    try {
      JsonNode json = JSON.readTree(output.strip().lines().reduce("", (before, line) -> line));
      List<Measure> measures = new ArrayList<>();
      addNumbers(json, measures);
      addNumbers(json.path("baselines"), measures);
      return new Quality(measures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("evaluate did not end with JSON: " + output, e);
    }
  }

  private static void addNumbers(JsonNode json, List<Measure> measures) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (field.getValue().isNumber()) {
        measures.add(new Measure(field.getKey(), field.getValue().asDouble()));
      }
    }
  }

  OptionalDouble measure(String name) {
    return MetricReport.value(name, measures);
  }

  /** With the accuracy of the rows behind those that another run of the same learner scored. */
  Quality after(Quality warmUp) {
    double rows = require("n") - warmUp.require("n");
    return withLater((right() - warmUp.right()) / rows);
  }

  Quality withLater(double accuracy) {
    List<Measure> all = new ArrayList<>(measures);
    all.add(new Measure(LATER, accuracy));
    return new Quality(all);
  }

  private double right() {
    return Math.rint(require("accuracy") * require("n"));
  }

  private double require(String name) {
    return measure(name).orElseThrow(() -> new IllegalStateException("no " + name));
  }
}
