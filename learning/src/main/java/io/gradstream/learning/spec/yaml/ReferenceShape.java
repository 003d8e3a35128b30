package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A shape of objects by its name, which may be part of itself: a layer may hold layers. Its value
 * is the checked object, to be read where it is known what stands around it.
 *
 * @param name in the JSON Schema's definitions
 */
public record ReferenceShape(String name, Supplier<Shape<?>> shape) implements Shape<Section> {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    return shape.get().check(value, place, findings);
  }

  @Override
  public Optional<Section> made(Object checked) {
    return Optional.of((Section) checked);
  }

  @Override
  public ObjectNode schema() {
    return JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + name);
  }

  @Override
  public String words() {
    return shape.get() instanceof ObjectShape<?> object ? object.words() : "a " + name;
  }
}
