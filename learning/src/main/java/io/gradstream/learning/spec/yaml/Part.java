package io.gradstream.learning.spec.yaml;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One key of an object, or several together: their declaration, and the value they make.
 *
 * @param <T> what they make
 */
public sealed interface Part<T> permits Key, Keys {

  /** The keys, in the order in which they are shown. */
  List<Key<?>> keys();

  /**
   * The value. A key that broke its rule counts as its default, so that what else is wrong is found
   * as well; empty where one is needed that has none.
   */
  Optional<T> find(Section section);

  /** The value of an object that is valid. */
  default T of(Section section) {
    return find(section)
        .orElseThrow(() -> new IllegalStateException("not whole: " + section.place().path()));
  }

  /** The same keys, which make another value. */
  default <R> Part<R> as(Function<? super T, ? extends R> make) {
    return new Keys<>(keys(), section -> find(section).map(make));
  }

  /** The same keys, with a value where the spec is broken. */
  default Part<T> orElse(T standIn) {
    return new Keys<>(keys(), section -> find(section).or(() -> Optional.of(standIn)));
  }
}
