package io.gradstream.serving.protocol;

import io.gradstream.model.targets.Target;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.models.ServedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Rows that were predicted by one version of a model, before they are written.
 *
 * @param outputs those wanted
 * @param predicted what the model says of each row
 * @param now when
 */
public record Answered(
    ServedModel model,
    Query query,
    List<OutputTensor> outputs,
    List<double[]> predicted,
    Instant now) {

  private static final int TOLD = 8; // of many alike

  public Answered {
    requireFinite(model.target(), predicted);
  }

  /** JSON has no NaN, and whoever asks that far out should hear of it. */
  private static void requireFinite(Target target, List<double[]> predicted) {
    for (int row = 0; row < predicted.size(); row++) {
      OptionalDouble value = target.noAnswer(predicted.get(row));
      if (value.isPresent()) {
        throw HttpProblem.badRequest(
            "row %d: its numbers are so far from all that was learned that the output is %s"
                .formatted(row, value.getAsDouble()));
      }
    }
  }

  public String learner() {
    return model.spec().learner();
  }

  public String version() {
    return model.version().toString();
  }

  /**
   * What the model has learned, and what was not as it should be in the rows. A parameter of the
   * protocol is a text, a whole number or a boolean.
   */
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    freshness(model, now, parameters);
    putTold("missing", ", ", query.missing(), parameters);
    putTold("set_aside", "; ", query.setAside(), parameters);
    putTold("doubtful", "; ", query.doubtful(), parameters);
    return parameters;
  }

  /** Puts what the model has learned, and when it was published. */
  static void freshness(ServedModel model, Instant now, Map<String, Object> parameters) {
    Lineage lineage = model.lineage();
    parameters.put(
        "model_age_ms", Math.max(0, Duration.between(model.published(), now).toMillis()));
    parameters.put("events_seen", lineage.examples());
    if (lineage.examples() == 0) {
      parameters.put("nothing_learned_yet", true); // the outputs are no answer
    }
    parameters.put("generation", model.version().generation());
    parameters.put("step", model.version().step());
    lineage.learnedThrough().ifPresent(position -> putPosition(position, parameters));
    for (PartitionProgress progress : lineage.partitions()) {
      parameters.put(
          "learned.%s-%d".formatted(progress.topic(), progress.partition()),
          progress.highestLearned());
    }
  }

  private static void putPosition(Position position, Map<String, Object> parameters) {
    parameters.put("learned_through_time", position.time());
    parameters.put(
        "learned_through",
        "%s-%d:%d".formatted(position.topic(), position.partition(), position.offset()));
  }

  static void putTold(
      String name, String between, List<String> told, Map<String, Object> parameters) {
    if (told.isEmpty()) {
      return;
    }
    String more = told.size() > TOLD ? between + (told.size() - TOLD) + " more" : "";
    parameters.put(name, String.join(between, told.subList(0, Math.min(TOLD, told.size()))) + more);
  }
}
