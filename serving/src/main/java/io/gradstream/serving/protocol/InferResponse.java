package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Reply;
import io.gradstream.serving.models.ServedModel;
import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * Writes an inference response: outputs, in JSON or in binary behind it, and in {@code parameters}
 * what the model has learned and which inputs were left out.
 */
final class InferResponse {

  private InferResponse() {}

  static Reply write(InferRequest request, Answered answered) {
    ObjectNode body = head(answered.model());
    request.id().ifPresent(text -> body.put("id", text));
    put(answered.parameters(), body.putObject("parameters"));
    ArrayNode tensors = body.putArray("outputs");
    ByteArrayOutputStream behind = new ByteArrayOutputStream();
    for (OutputTensor output : answered.outputs()) {
      boolean isBinary = request.isBinary(output.name());
      tensors.add(
          isBinary
              ? output.behind(answered.predicted(), behind)
              : output.toJson(answered.predicted()));
    }
    return behind.size() == 0 ? Reply.ok(body) : Reply.binary(body, behind.toByteArray());
  }

  /** An answer that begins with who has answered. */
  static ObjectNode head(ServedModel model) {
    return Json.object()
        .put("model_name", model.spec().learner())
        .put("model_version", model.version().toString());
  }

  static void put(Map<String, Object> parameters, ObjectNode into) {
    parameters.forEach(
        (name, value) -> {
          if (value instanceof Boolean flag) {
            into.put(name, flag);
          } else if (value instanceof Long whole) {
            into.put(name, whole);
          } else {
            into.put(name, value.toString());
          }
        });
  }
}
