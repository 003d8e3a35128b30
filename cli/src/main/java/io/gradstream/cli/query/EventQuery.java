package io.gradstream.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.features.event.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An event as an inference request. The service says which inputs a model has; the event's own
 * values say of which type they are, and the service what it makes of them.
 *
 * @param body of the request
 * @param missing inputs that the event does not have
 * @param unused fields of the event that are no inputs
 */
public record EventQuery(ObjectNode body, List<String> missing, List<String> unused) {

  /**
   * @param metadata the model's, as {@code GET /v2/models/LEARNER} gives it
   * @throws InvalidDataException when the event has none of the inputs
   */
  public static EventQuery of(JsonNode event, JsonNode metadata) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode tensors = body.putArray("inputs");
    List<String> missing = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (JsonNode input : metadata.path("inputs")) {
      String name = input.path("name").asText();
      Optional<JsonNode> value = find(event, name);
      value.ifPresent(found -> tensors.add(tensor(name, found, input)));
      if (value.isEmpty()) {
        missing.add(name);
      }
      used.add(event.has(name) ? name : FieldPath.of(name).steps().get(0));
    }
    if (tensors.isEmpty()) {
      throw new InvalidDataException(
          "the event has none of the inputs %s; it has %s".formatted(missing, names(event)));
    }
    return new EventQuery(
        body, missing, names(event).stream().filter(name -> !used.contains(name)).toList());
  }

  private static List<String> names(JsonNode event) {
    List<String> names = new ArrayList<>();
    event.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Where the name leads; else, of names with dots in them, another way. Null is missing. */
  private static Optional<JsonNode> find(JsonNode event, String name) {
    JsonNode found = event;
    for (String step : FieldPath.of(name).steps()) {
      found = found.path(step);
    }
    found = found.isMissingNode() ? undotted(event, name) : found;
    return found.isMissingNode() || found.isNull() ? Optional.empty() : Optional.of(found);
  }

  /** A field by its whole name, or within other objects by a path whose steps have dots. */
  private static JsonNode undotted(JsonNode event, String name) {
    JsonNode found = event.path(name);
    for (int dot = name.indexOf('.');
        found.isMissingNode() && dot > 0;
        dot = name.indexOf('.', dot + 1)) {
      found = undotted(event.path(name.substring(0, dot)), name.substring(dot + 1));
    }
    return found;
  }

  private static ObjectNode tensor(String name, JsonNode value, JsonNode input) {
    ObjectNode tensor = JsonNodeFactory.instance.objectNode().put("name", name);
    tensor.put("datatype", datatype(value));
    ArrayNode shape = tensor.putArray("shape").add(1);
    ArrayNode data = tensor.putArray("data");
    if (value.isArray()) {
      addAll(value, data);
      shape(input, data.size(), shape);
    } else if (value.isObject()) {
      throw new InvalidDataException(
          "%s must be a value or an array of numbers: an object".formatted(name));
    } else {
      data.add(value);
    }
    return tensor;
  }

  private static String datatype(JsonNode value) {
    if (value.isTextual()) {
      return "BYTES";
    }
    if (value.isBoolean()) {
      return "BOOL";
    }
    return value.isIntegralNumber() && value.canConvertToLong() ? "INT64" : "FP64";
  }

  /** As the model has it where that fits; what does not is refused by the service, in its words. */
  private static void shape(JsonNode input, int size, ArrayNode into) {
    int product = 1;
    for (int i = 1; i < input.path("shape").size(); i++) {
      product *= input.path("shape").path(i).asInt();
    }
    if (product == size && input.path("shape").size() > 1) {
      for (int i = 1; i < input.path("shape").size(); i++) {
        into.add(input.path("shape").path(i));
      }
    } else {
      into.add(size);
    }
  }

  private static void addAll(JsonNode array, ArrayNode into) {
    for (JsonNode element : array) {
      if (element.isArray()) {
        addAll(element, into);
      } else {
        into.add(element);
      }
    }
  }
}
