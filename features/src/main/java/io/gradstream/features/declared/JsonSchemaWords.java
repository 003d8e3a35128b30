package io.gradstream.features.declared;

import com.fasterxml.jackson.databind.JsonNode;
import io.gradstream.features.declared.DeclaredField.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words of one JSON Schema about a value, those that Kafka Connect's converter adds among them.
 */
record JsonSchemaWords(JsonNode schema) {

  private static final Set<String> NUMBERS = Set.of("integer", "number");

  DeclaredField field() {
    String name = schema.path("title").asText(""); // of the type, where Connect wrote it
    JsonNode parameters = schema.path("connect.parameters");
    Optional<DeclaredTime> time = DeclaredTime.ofConnect(name);
    Optional<Integer> scale = DeclaredField.scale(name, text(parameters.path("scale")));
    Set<String> types = types();
    boolean isNullable = types.remove("null") || schema.path("nullable").asBoolean();
    List<String> values = DeclaredField.choices(name, text(parameters.path("allowed")));
    return new DeclaredField(
        kind(name, types, time.isPresent(), scale.isPresent()),
        time,
        scale,
        values.isEmpty() ? values() : values,
        isNullable,
        words(name));
  }

  private static String text(JsonNode node) {
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }

  private Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.textValue());
    }
    type.forEach(one -> types.add(one.asText()));
    return types;
  }

  private Kind kind(String name, Set<String> types, boolean isTime, boolean isDecimal) {
    boolean isFormat = JsonSchema.isTime(schema.path("format").asText(""));
    if (isTime || isFormat || DeclaredField.isTimeInText(name)) {
      return Kind.TIME;
    }
    if (isDecimal || !types.isEmpty() && NUMBERS.containsAll(types)) {
      return Kind.NUMBER;
    }
    if (types.equals(Set.of("boolean"))) {
      return Kind.TRUTH;
    }
    return types.equals(Set.of("string")) || types.isEmpty() && !values().isEmpty()
        ? Kind.TEXT
        : Kind.OTHER;
  }

  /** Those of an enumeration that are single, as text. */
  private List<String> values() {
    List<String> values = new ArrayList<>();
    schema.path("enum").forEach(value -> add(value, values));
    add(schema.path("const"), values);
    return values;
  }

  private static void add(JsonNode value, List<String> values) {
    if (value.isValueNode() && !value.isNull()) {
      values.add(value.asText());
    }
  }

  /** Title and description, but for a title that is a type's name. */
  private String words(String title) {
    String description = schema.path("description").asText("").strip();
    boolean isName = schema.has("connect.type") || title.contains(".") && !title.contains(" ");
    String head = isName ? "" : title.strip();
    return head.isEmpty() || description.isEmpty() ? head + description : head + ": " + description;
  }
}
