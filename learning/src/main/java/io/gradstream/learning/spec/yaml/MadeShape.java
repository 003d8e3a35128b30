package io.gradstream.learning.spec.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * A shape whose value becomes another one.
 *
 * @param <S> what the shape makes
 * @param <T> what is made of it
 */
record MadeShape<S, T>(Shape<S> shape, Function<? super S, ? extends T> make) implements Shape<T> {

  @Override
  public Optional<Object> check(YamlValue value, Place place, Findings findings) {
    return shape.check(value, place, findings);
  }

  @Override
  public Optional<T> made(Object checked) {
    return shape.made(checked).map(make);
  }

  @Override
  public Shape<?> bare() {
    return shape.bare();
  }

  @Override
  public ObjectNode schema() {
    return shape.schema();
  }

  @Override
  public String words() {
    return shape.words();
  }
}
