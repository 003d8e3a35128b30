package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import io.gradstream.learning.spec.yaml.YamlValue.Scalar;
import java.util.Optional;

/** One of two shapes; what is written says which one is meant. */
public record EitherShape(Shape first, Shape second, boolean firstIsText) implements Shape {

  /** A scalar, or else a list or an object. */
  public static EitherShape scalarOr(Shape scalar, Shape other) {
    return new EitherShape(scalar, other, false);
  }

  /** A name, or else anything. */
  public static EitherShape nameOr(NameShape name, Shape other) {
    return new EitherShape(name, other, true);
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    boolean isFirst =
        value instanceof Scalar scalar && (!firstIsText || scalar.kind() == Kind.TEXT);
    return (isFirst ? first : second).check(value, place, findings);
  }

  @Override
  public ObjectNode schema() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.putArray("anyOf").add(first.schema()).add(second.schema());
    return schema;
  }

  @Override
  public String words() {
    return first.words() + ", or " + second.words();
  }
}
