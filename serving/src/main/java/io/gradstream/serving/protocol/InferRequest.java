package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An inference request, checked as far as it can be without a model.
 *
 * @param id echoed in the response
 * @param key {@code parameters.key}, the model key
 * @param inputs at least one, all of as many rows
 * @param outputs names of the outputs wanted, and whether in binary, where it is said; empty for
 *     all
 * @param isBinary whether outputs are wanted in binary that do not say so themselves
 */
public record InferRequest(
    Optional<String> id,
    Optional<String> key,
    List<Tensor> inputs,
    Map<String, Optional<Boolean>> outputs,
    boolean isBinary,
    Demand demand) {

  private static final String BINARY = "binary_data";

  /** Whether outputs are wanted in binary. */
  static final String ALL_BINARY = "binary_data_output";

  static InferRequest read(Posting posting) {
    Demand.requireNoOthers(posting.options());
    int jsonEnd = posting.jsonEnd();
    JsonNode request = Json.readObject(posting.body(), jsonEnd);
    Behind behind = new Behind(posting.body(), jsonEnd);
    List<Tensor> inputs = inputs(request.path("inputs"), behind);
    behind.requireEmpty();
    JsonNode parameters = parameters(request, "parameters");
    return new InferRequest(
        id(request.path("id")),
        key(parameters),
        inputs,
        outputs(request),
        flag(ALL_BINARY, parameters, "the request").orElse(false),
        Demand.read(name -> option(name, parameters, posting.options())));
  }

  /**
   * The parameters of a request, or of a part of it; what is no object would be ignored, with all
   * that it demands.
   */
  static JsonNode parameters(JsonNode of, String what) {
    JsonNode parameters = of.path("parameters");
    if (!Json.isAbsent(parameters) && !parameters.isObject()) {
      throw HttpProblem.badRequest(what + " must be a JSON object: " + Json.shortened(parameters));
    }
    return parameters;
  }

  /** Checks what tensors of any protocol have together. */
  public InferRequest {
    Set<String> names = new HashSet<>();
    for (Tensor tensor : inputs) {
      if (!names.add(tensor.name())) {
        throw HttpProblem.badRequest("input '" + tensor.name() + "' must be given once");
      }
      requireSameRows(inputs.get(0), tensor);
    }
  }

  /** Whether an output is wanted in binary. */
  boolean isBinary(String output) {
    return outputs.getOrDefault(output, Optional.empty()).orElse(isBinary);
  }

  static Optional<String> option(String name, JsonNode parameters, Map<String, String> options) {
    JsonNode parameter = parameters.path(name);
    return Json.isAbsent(parameter)
        ? Optional.ofNullable(options.get(name))
        : Optional.of(parameter.isValueNode() ? parameter.asText() : parameter.toString());
  }

  static Optional<Boolean> flag(String name, JsonNode parameters, String what) {
    JsonNode flag = parameters.path(name);
    if (Json.isAbsent(flag)) {
      return Optional.empty();
    }
    if (!flag.isBoolean()) {
      throw HttpProblem.badRequest(
          "%s: parameters.%s must be true or false: %s"
              .formatted(what, name, Json.shortened(flag)));
    }
    return Optional.of(flag.booleanValue());
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

  static Optional<String> key(JsonNode parameters) {
    JsonNode key = parameters.path("key");
    if (Json.isAbsent(key)) {
      return Optional.empty();
    }
    if (!key.isTextual() && !key.isIntegralNumber() && !key.isBoolean()) {
      throw HttpProblem.badRequest(
          "parameters.key must be text, a whole number or a boolean: " + Json.shortened(key));
    }
    return Optional.of(key.asText());
  }

  private static List<Tensor> inputs(JsonNode inputs, Behind behind) {
    if (!inputs.isArray() || inputs.isEmpty()) {
      throw HttpProblem.badRequest(
          "inputs must be an array of at least one tensor: " + Json.shortened(inputs));
    }
    List<Tensor> tensors = new ArrayList<>();
    for (JsonNode input : inputs) {
      tensors.add(Tensor.read(input, behind));
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

  private static Map<String, Optional<Boolean>> outputs(JsonNode request) {
    JsonNode outputs = request.path("outputs");
    if (!Json.isAbsent(outputs) && !outputs.isArray()) {
      throw HttpProblem.badRequest("outputs must be an array: " + Json.shortened(outputs));
    }
    Map<String, Optional<Boolean>> named = new LinkedHashMap<>();
    for (JsonNode output : outputs) {
      String name = Json.requiredText(output, "name", "an output");
      Optional<Boolean> binary =
          flag(
              BINARY,
              parameters(output, "output '" + name + "': parameters"),
              "output '" + name + "'");
      if (named.put(name, binary) != null) { // else a small request could ask for any size
        throw HttpProblem.badRequest("output '" + name + "' must be asked for once");
      }
    }
    return named;
  }
}
