package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A key of an object: what it holds, what holds without it, and what it is for.
 *
 * @param shape as declared, whatever is made of it
 * @param description whole sentences, for the reference page and for editors
 * @param reader makes the key's value of the object that has it
 */
public record Key<T>(
    String name,
    Shape<?> shape,
    Absence absence,
    String description,
    Function<Section, Optional<T>> reader)
    implements Part<T> {

  /** What it means that a key is not there. */
  sealed interface Absence {}

  /** An error. */
  record Required() implements Absence {}

  /**
   * A value that is checked like a written one.
   *
   * @param yaml the value as it is written
   * @param value the same, with lines 0
   */
  public record Default(String yaml, YamlValue value) implements Absence {

    private static Default of(String name, String yaml) {
      return new Default(yaml, YamlReader.read(yaml, new Findings(name)).withoutLines());
    }

    private <T> Optional<T> made(String name, Shape<T> shape) {
      return shape.check(value, Place.ROOT.key(name, 0), new Findings(name)).flatMap(shape::made);
    }
  }

  /** Nothing of its own: what that means, in words. Such a key may be null as well. */
  public record Unset(String meaning) implements Absence {}

  public static <T> Key<T> required(String name, Shape<T> shape, String description) {
    return new Key<>(name, shape.bare(), new Required(), description, of -> of.find(name, shape));
  }

  public static <T> Key<T> withDefault(
      String name, Shape<T> shape, String yaml, String description) {
    Default byDefault = Default.of(name, yaml);
    return new Key<>(
        name,
        shape.bare(),
        byDefault,
        description,
        of -> of.find(name, shape).or(() -> byDefault.made(name, shape)));
  }

  public static <T> Key<Optional<T>> optional(
      String name, Shape<T> shape, String without, String description) {
    return new Key<>(
        name,
        shape.bare(),
        new Unset(without),
        description,
        of -> Optional.of(of.find(name, shape)));
  }

  @Override
  public List<Key<?>> keys() {
    return List.of(this);
  }

  @Override
  public Optional<T> find(Section section) {
    return reader.apply(section);
  }

  public boolean isRequired() {
    return absence instanceof Required;
  }

  /** Whether the value stands for an absent key. */
  boolean isUnsetBy(YamlValue value) {
    return absence instanceof Unset && value.isNothing();
  }

  ObjectNode schema() {
    ObjectNode schema = shape.schema();
    schema.put("description", description);
    if (absence instanceof Default byDefault) {
      schema.set("default", byDefault.value().json());
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
