package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An inference request, checked as far as it can be without a model.
 *
 * @param id echoed in the response
 * @param key {@code parameters.key}, the model key
 * @param inputs at least one, all of as many rows
 * @param outputs names of the outputs wanted; empty for all
 */
record InferRequest(
    Optional<String> id, Optional<String> key, List<Tensor> inputs, List<String> outputs) {

  static InferRequest read(byte[] body) {
    JsonNode request = Json.readObject(body);
    List<Tensor> inputs = inputs(request.path("inputs"));
    return new InferRequest(id(request.path("id")), key(request), inputs, outputs(request));
  }

  int rows() {
    return inputs.get(0).rows();
  }

  private static Optional<String> id(JsonNode id) {
    if (!Json.isAbsent(id) && !id.isTextual()) {
      throw HttpProblem.badRequest("id must be text: " + Json.shortened(id));
    }
    return Optional.ofNullable(id.textValue());
  }

  private static Optional<String> key(JsonNode request) {
    JsonNode key = request.path("parameters").path("key");
    if (Json.isAbsent(key)) {
      return Optional.empty();
    }
    if (!key.isTextual() && !key.isIntegralNumber() && !key.isBoolean()) {
      throw HttpProblem.badRequest(
          "parameters.key must be text, a whole number or a boolean: " + Json.shortened(key));
    }
    return Optional.of(key.asText());
  }

  private static List<Tensor> inputs(JsonNode inputs) {
    if (!inputs.isArray() || inputs.isEmpty()) {
      throw HttpProblem.badRequest(
          "inputs must be an array of at least one tensor: " + Json.shortened(inputs));
    }
    List<Tensor> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode input : inputs) {
      Tensor tensor = Tensor.read(input);
      if (!names.add(tensor.name())) {
        throw HttpProblem.badRequest("input '" + tensor.name() + "' must be given once");
      }
      tensors.add(tensor);
      requireSameRows(tensors.get(0), tensor);
    }
    return tensors;
  }

  private static void requireSameRows(Tensor first, Tensor other) {
    if (other.rows() != first.rows()) {
      throw HttpProblem.badRequest(
          "all inputs must have as many rows: '%s' has %d, '%s' has %d"
              .formatted(first.name(), first.rows(), other.name(), other.rows()));
    }
  }

  private static List<String> outputs(JsonNode request) {
    JsonNode outputs = request.path("outputs");
    if (!Json.isAbsent(outputs) && !outputs.isArray()) {
      throw HttpProblem.badRequest("outputs must be an array: " + Json.shortened(outputs));
    }
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode output : outputs) {
      String name = Json.requiredText(output, "name", "an output");
      if (!names.add(name)) { // else a small request could ask for an answer of any size
        throw HttpProblem.badRequest("output '" + name + "' must be asked for once");
      }
    }
    return List.copyOf(names);
  }
}
