package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Position;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.models.ServedModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes an inference response: outputs, and in {@code parameters} what the model has learned and
 * which inputs were left out.
 */
final class InferResponse {

  private static final int TOLD = 8; // of many alike

  private InferResponse() {}

  /** The outputs a request asks for, in its order; all when it names none. */
  static List<OutputTensor> wanted(List<OutputTensor> available, InferRequest request) {
    if (request.outputs().isEmpty()) {
      return available;
    }
    List<OutputTensor> wanted = new ArrayList<>();
    for (String name : request.outputs()) {
      wanted.add(
          available.stream()
              .filter(output -> output.name().equals(name))
              .findAny()
              .orElseThrow(
                  () ->
                      HttpProblem.badRequest(
                          "there is no output '%s'; there are %s"
                              .formatted(
                                  name, available.stream().map(OutputTensor::name).toList()))));
    }
    return wanted;
  }

  static ObjectNode toJson(
      Optional<String> id,
      ServedModel model,
      Query query,
      List<OutputTensor> outputs,
      List<double[]> predicted,
      Instant now) {
    requireFinite(predicted);
    ObjectNode body = Json.object().put("model_name", model.spec().learner());
    body.put("model_version", model.version().toString());
    id.ifPresent(text -> body.put("id", text));
    ObjectNode parameters = body.putObject("parameters");
    writeParameters(model, now, parameters);
    putTold("missing", ", ", query.missing(), parameters);
    putTold("set_aside", "; ", query.setAside(), parameters);
    putTold("doubtful", "; ", query.doubtful(), parameters);
    ArrayNode tensors = body.putArray("outputs");
    outputs.forEach(output -> tensors.add(output.toJson(predicted)));
    return body;
  }

  /** Parameters of the protocol are texts, numbers or booleans. */
  private static void putTold(
      String name, String between, List<String> told, ObjectNode parameters) {
    if (told.isEmpty()) {
      return;
    }
    String more = told.size() > TOLD ? between + (told.size() - TOLD) + " more" : "";
    parameters.put(name, String.join(between, told.subList(0, Math.min(TOLD, told.size()))) + more);
  }

  /** JSON has no NaN, and whoever asks that far out should hear of it. */
  private static void requireFinite(List<double[]> predicted) {
    for (int row = 0; row < predicted.size(); row++) {
      for (double value : predicted.get(row)) {
        if (!Float.isFinite((float) value)) {
          throw HttpProblem.badRequest(
              "row %d: its numbers are so far from all that was learned that the output is %s"
                  .formatted(row, value));
        }
      }
    }
  }

  private static void writeParameters(ServedModel model, Instant now, ObjectNode parameters) {
    Lineage lineage = model.lineage();
    parameters.put(
        "model_age_ms", Math.max(0, Duration.between(model.published(), now).toMillis()));
    parameters.put("events_seen", lineage.examples());
    if (lineage.examples() == 0) {
      parameters.put("nothing_learned_yet", true); // the outputs are no answer
    }
    parameters.put("generation", model.version().generation());
    parameters.put("step", model.version().step());
    lineage.learnedThrough().ifPresent(position -> writePosition(position, parameters));
    for (PartitionProgress progress : lineage.partitions()) {
      parameters.put(
          "learned.%s-%d".formatted(progress.topic(), progress.partition()),
          progress.highestLearned());
    }
  }

  private static void writePosition(Position position, ObjectNode parameters) {
    parameters.put("learned_through_time", position.time());
    parameters.put(
        "learned_through",
        "%s-%d:%d".formatted(position.topic(), position.partition(), position.offset()));
  }
}
