package io.gradstream.serving.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.serving.http.HttpProblem;
import io.gradstream.serving.http.Json;
import io.gradstream.serving.http.Posting;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JSON of a request to make something. What it does not know it refuses, so that nobody takes a
 * wish for granted that was passed over.
 */
record MakeBody(JsonNode body, JsonNode parameters, Map<String, String> options) {

  /** What the model key is called. */
  static final String KEY = "key";

  private static final String PARAMETERS = "parameters";

  /**
   * @param members of the body, beside its parameters
   * @param names of the parameters, beside the key and demands
   * @throws HttpProblem when there are others, or it is no such body
   */
  static MakeBody read(Posting posting, List<String> members, List<String> names) {
    if (posting.jsonBytes().isPresent()) {
      throw HttpProblem.badRequest(Posting.JSON_BYTES + " must be absent: the body is JSON");
    }
    Demand.requireNoOthers(posting.options());
    JsonNode body = Json.readObject(posting.body());
    requireOnly(Stream.concat(members.stream(), Stream.of(PARAMETERS)).toList(), body, "the body");
    JsonNode parameters = InferRequest.parameters(body, PARAMETERS);
    List<String> all = Stream.of(names, List.of(KEY), Demand.NAMES).flatMap(List::stream).toList();
    requireOnly(all, parameters, PARAMETERS);
    return new MakeBody(body, parameters, posting.options());
  }

  private static void requireOnly(List<String> names, JsonNode of, String what) {
    for (Iterator<String> name = of.fieldNames(); name.hasNext(); ) {
      String one = name.next();
      if (!names.contains(one)) {
        throw HttpProblem.badRequest(
            "%s may have %s and nothing else: '%s'"
                .formatted(what, String.join(", ", names), Json.shortened(one)));
      }
    }
  }

  /** A text that must be there, and not empty. */
  String text(String member) {
    String text = Json.requiredText(body, member, "the body");
    if (text.isEmpty()) {
      throw HttpProblem.badRequest(member + " must not be empty");
    }
    return text;
  }

  /**
   * A parameter that is a whole number.
   *
   * @param otherwise where it is absent
   */
  long whole(String name, long least, long most, long otherwise) {
    JsonNode node = parameters.path(name);
    if (Json.isAbsent(node)) {
      return otherwise;
    }
    boolean fits = node.isIntegralNumber() && node.canConvertToLong();
    if (!fits || node.longValue() < least || node.longValue() > most) {
      throw HttpProblem.badRequest(
          "parameters.%s must be a whole number in %d..%d: %s"
              .formatted(name, least, most, Json.shortened(node)));
    }
    return node.longValue();
  }

  /**
   * A parameter that is a number of at least 0.
   *
   * @param otherwise where it is absent
   */
  float number(String name, int most, float otherwise) {
    JsonNode node = parameters.path(name);
    if (Json.isAbsent(node)) {
      return otherwise;
    }
    if (!node.isNumber() || !(node.floatValue() >= 0 && node.floatValue() <= most)) {
      throw HttpProblem.badRequest(
          "parameters.%s must be a number in [0, %d]: %s"
              .formatted(name, most, Json.shortened(node)));
    }
    return node.floatValue();
  }

  boolean flag(String name) {
    return InferRequest.flag(name, parameters, "the request").orElse(false);
  }

  /** The model key; absent where it was not said. */
  Optional<String> key() {
    return InferRequest.key(parameters);
  }

  /** How fresh the model must be. */
  Demand demand() {
    return Demand.read(name -> InferRequest.option(name, parameters, options));
  }
}
