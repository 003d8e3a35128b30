package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import java.util.Optional;

/** True or false. */
public record TruthShape() implements Shape<Boolean> {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    return value instanceof YamlValue.Scalar scalar && scalar.kind() == Kind.TRUTH
        ? Optional.of(Boolean.valueOf(scalar.text()))
        : refuse(value, place, "Write true or false without quotes.", findings);
  }

  @Override
  public Optional<Boolean> made(Object checked) {
    return Optional.of((Boolean) checked);
  }

  @Override
  public ObjectNode schema() {
    return Shape.typed("boolean");
  }

  @Override
  public String words() {
    return "true or false";
  }
}
