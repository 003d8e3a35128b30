package io.gradstream.model.targets;

import java.util.function.Function;

/** One named output of an answer. */
public sealed interface Output {

  String name();

  /**
   * Numbers, as the answer has them.
   *
   * @param columns of an event; 0 when there is one number alone
   */
  record Numbers(String name, int columns) implements Output {}

  /**
   * A text that follows from the answer.
   *
   * @param of what {@link io.gradstream.model.Model#predict} gives
   */
  record Text(String name, Function<float[], String> of) implements Output {}
}
