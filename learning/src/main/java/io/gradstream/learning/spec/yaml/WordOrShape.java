package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One of a few words, or else a value of another shape.
 *
 * @param <T> what either of them is
 */
public record WordOrShape<T>(NameShape<T> names, Shape<T> other) implements Shape<T> {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    boolean isWord =
        value instanceof YamlValue.Scalar scalar && names.names().contains(scalar.text());
    return (isWord ? names : other).check(value, place, findings);
  }

  @Override
  public Optional<T> made(Object checked) {
    boolean isWord = checked instanceof String text && names.names().contains(text);
    return isWord ? names.made(checked) : other.made(checked);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("anyOf").add(names.schema()).add(other.schema());
    return schema;
  }

  @Override
  public String words() {
    return String.join(", ", names.names()) + " or " + other.words();
  }
}
