package io.gradstream.learning.spec.yaml;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One row of a {@link VariantShape}: a name, keys and what they make. The first key is the name.
 *
 * @param <T> what the row makes
 */
public record Variant<T>(Part<? extends T> part) {

  /** A variant whose keys stand in an object below its name, as in {@code {sgd: {rate: 1}}}. */
  public static <T> Variant<T> of(String name, String description, Part<? extends T> below) {
    return new Variant<>(Key.required(name, new ObjectShape<>(below), description));
  }

  /** A variant that needs no more than its name, as in {@code {flatten: {}}}. */
  public static <T> Variant<T> of(String name, String description, T value) {
    return of(name, description, Keys.section().as(nothing -> value));
  }

  /** The key that tells the variant from the others. */
  public String kind() {
    return keys().get(0).name();
  }

  public List<Key<?>> keys() {
    return part.keys();
  }

  public ObjectShape<? extends T> shape() {
    return new ObjectShape<>(part);
  }

  Optional<T> made(Section checked) {
    return part.find(checked).map(Function.identity());
  }
}
