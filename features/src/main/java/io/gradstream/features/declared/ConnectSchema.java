package io.gradstream.features.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * The schema that Kafka Connect's JSON converter writes into each record, as the JSON Schema that
 * Connect's converter for registries would have made of it.
 */
public final class ConnectSchema {

  private static final int DEEPEST = 64;

  private ConnectSchema() {}

  /**
   * Reads it.
   *
   * @param from where in the bytes it begins
   * @throws IOException when it is no JSON
   */
  public static JsonSchema read(byte[] bytes, int from, int length) throws IOException {
    return JsonSchema.of(schema(JsonSchemaTexts.JSON.readTree(bytes, from, length), 0), Map.of());
  }

  private static ObjectNode schema(JsonNode connect, int depth) {
    ObjectNode schema = JsonSchemaTexts.JSON.createObjectNode();
    String type = connect.path("type").asText("");
    ArrayNode types = schema.putArray("type").add(type(type));
    if (connect.path("optional").asBoolean()) {
      types.add("null");
    }
    schema.put("connect.type", type);
    copy(connect, "name", schema, "title");
    copy(connect, "doc", schema, "description");
    copy(connect, "parameters", schema, "connect.parameters");
    if (depth < DEEPEST) {
      addMembers(connect, schema, depth);
    }
    return schema;
  }

  private static void addMembers(JsonNode connect, ObjectNode schema, int depth) {
    if (connect.path("type").asText().equals("map")) {
      schema.set("additionalProperties", schema(connect.path("values"), depth + 1));
    }
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    for (JsonNode field : connect.path("fields")) {
      String name = field.path("field").asText("");
      properties.set(name, schema(field, depth + 1));
      if (!field.path("optional").asBoolean()) {
        required.add(name);
      }
    }
  }

  private static void copy(JsonNode from, String key, ObjectNode into, String as) {
    if (from.hasNonNull(key)) {
      into.set(as, from.get(key));
    }
  }

  private static String type(String connect) {
    return switch (connect) {
      case "int8", "int16", "int32", "int64" -> "integer";
      case "float", "double", "float32", "float64" -> "number";
      case "boolean" -> "boolean";
      case "string", "bytes" -> "string";
      case "array" -> "array";
      default -> "object";
    };
  }
}
