package io.gradstream.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * An answer of the query service about one event.
 *
 * @param response its body
 */
public record EventAnswer(JsonNode response, EventQuery query) {

  private static final int MOST_NUMBERS = 8;

  /** One object: outputs by name, the version, what it has learned, what was missing. */
  public ObjectNode json() {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.set("learner", response.path("model_name"));
    for (JsonNode output : response.path("outputs")) {
      JsonNode data = output.path("data");
      object.set(output.path("name").asText(), isSingle(output) ? data.path(0) : data);
    }
    object.set("version", response.path("model_version"));
    JsonNode parameters = response.path("parameters");
    object.set("ageMillis", parameters.path("model_age_ms"));
    object.set("examples", parameters.path("events_seen"));
    if (parameters.has("learned_through_time")) {
      object.set("learnedThroughTime", parameters.path("learned_through_time"));
    }
    addAll(query.missing(), object.putArray("missing"));
    addAll(query.unused(), object.putArray("unused"));
    return object;
  }

  private static boolean isSingle(JsonNode output) {
    return output.path("shape").size() == 1;
  }

  private static void addAll(List<String> names, ArrayNode into) {
    names.forEach(into::add);
  }

  /** The same in words. */
  public String text() {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    for (JsonNode output : response.path("outputs")) {
      lines.add(output.path("name").asText() + " " + value(output.path("data")));
    }
    JsonNode parameters = response.path("parameters");
    String through =
        parameters.has("learned_through_time")
            ? ", through " + Instant.ofEpochMilli(parameters.path("learned_through_time").asLong())
            : "";
    lines.add(
        String.format(
            Locale.ROOT,
            "by version %s, published %.1f s ago, of %,d examples%s",
            response.path("model_version").asText(),
            parameters.path("model_age_ms").asLong() / 1000.0,
            parameters.path("events_seen").asLong(),
            through));
    if (!query.missing().isEmpty()) {
      lines.add("missing, and answered as missing: " + String.join(", ", query.missing()));
    }
    if (!query.unused().isEmpty()) {
      lines.add("not an input: " + String.join(", ", query.unused()));
    }
    return lines.toString();
  }

  private static String value(JsonNode data) {
    if (data.size() > MOST_NUMBERS) {
      return "[" + data.size() + " numbers]";
    }
    StringJoiner values = new StringJoiner(" ");
    data.forEach(
        value ->
            values.add(
                value.isNumber()
                    ? String.format(Locale.ROOT, "%.5g", value.asDouble())
                    : value.asText()));
    return values.toString();
  }
}
