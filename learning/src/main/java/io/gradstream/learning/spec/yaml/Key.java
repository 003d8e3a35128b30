package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A key of an object: what it holds, what holds without it, and what it is for.
 *
 * @param description whole sentences, for the reference page and for editors
 */
public record Key(String name, Shape shape, Absence absence, String description) {

  /** What it means that a key is not there. */
  sealed interface Absence {}

  /** An error. */
  record Required() implements Absence {}

  /** This value, as YAML, checked like a written one. */
  public record Default(String yaml) implements Absence {}

  /** Nothing of its own: what that means, in words. Such a key may be null as well. */
  public record Unset(String meaning) implements Absence {}

  public static Key required(String name, Shape shape, String description) {
    return new Key(name, shape, new Required(), description);
  }

  public static Key withDefault(String name, Shape shape, String yaml, String description) {
    return new Key(name, shape, new Default(yaml), description);
  }

  public static Key optional(String name, Shape shape, String without, String description) {
    return new Key(name, shape, new Unset(without), description);
  }

  public boolean isRequired() {
    return absence instanceof Required;
  }

  /** Whether the value stands for an absent key. */
  boolean isUnsetBy(YamlValue value) {
    return absence instanceof Unset && value.isNothing();
  }

  /** The default, with lines 0. */
  YamlValue defaultOf(Default byDefault) {
    return YamlReader.read(byDefault.yaml(), new Findings(name)).withoutLines();
  }

  ObjectNode schema() {
    ObjectNode schema = shape.schema();
    schema.put("description", description);
    if (absence instanceof Default byDefault) {
      schema.set("default", defaultOf(byDefault).json());
    }
    if (absence instanceof Unset) {
      allowNull(schema);
    }
    return schema;
  }

  private static void allowNull(ObjectNode schema) {
    JsonNode type = schema.get("type");
    if (type == null) { // one of several shapes
      String shapes = schema.has("oneOf") ? "oneOf" : "anyOf";
      ((ArrayNode) schema.get(shapes)).add(Shape.typed("null"));
      return;
    }
    ArrayNode types = schema.putArray("type");
    if (type.isArray()) {
      types.addAll((ArrayNode) type);
    } else {
      types.add(type);
    }
    types.add("null");
    if (schema.get("enum") instanceof ArrayNode names) {
      names.addNull();
    }
  }
}
