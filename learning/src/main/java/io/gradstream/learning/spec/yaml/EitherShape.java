package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gradstream.learning.spec.yaml.YamlValue.Kind;
import io.gradstream.learning.spec.yaml.YamlValue.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of two shapes; what is written says which one is meant.
 *
 * @param <T> what either of them is
 */
public record EitherShape<T>(
    Shape<? extends T> first, Shape<? extends T> second, boolean firstIsText) implements Shape<T> {

  /** A scalar, or else a list or an object. */
  public static <T> EitherShape<T> scalarOr(Shape<? extends T> scalar, Shape<? extends T> other) {
    return new EitherShape<>(scalar, other, false);
  }

  /** A name, or else anything. */
  public static <T> EitherShape<T> nameOr(Shape<? extends T> name, Shape<? extends T> other) {
    return new EitherShape<>(name, other, true);
  }

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    boolean isFirst =
        value instanceof Scalar scalar && (!firstIsText || scalar.kind() == Kind.TEXT);
    return (isFirst ? first : second).check(value, place, findings);
  }

  @Override
  public Optional<T> made(Object checked) {
    boolean isFirst =
        firstIsText
            ? checked instanceof String
            : !(checked instanceof List || checked instanceof Section);
    return (isFirst ? first : second).made(checked).map(Function.identity());
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
