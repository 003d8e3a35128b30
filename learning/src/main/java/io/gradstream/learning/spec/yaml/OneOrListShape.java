package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** One value, or a list of values. */
public record OneOrListShape(Shape one, ListShape list) implements Shape {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    return value instanceof YamlValue.Items
        ? list.check(value, place, findings)
        : one.check(value, place, findings);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("anyOf").add(one.schema()).add(list.schema());
    return schema;
  }

  @Override
  public String words() {
    return one.words() + ", or a list of " + list.item().words();
  }
}
