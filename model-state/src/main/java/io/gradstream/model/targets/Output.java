package io.gradstream.model.targets;

import java.util.List;
import java.util.function.Function;

/** One named output of an answer. */
public sealed interface Output {

  String name();

  /**
   * Numbers, as the answer has them.
   *
   * @param columns of an event; 0 when there is one number alone, {@link #ANY} where it is as many
   *     as there are names by then
   * @param columnNames of each column, where they have names; else empty
   * @param at place in the answer of the first of them
   */
  record Numbers(String name, int columns, List<String> columnNames, int at) implements Output {

    public static final int ANY = -1;

    public Numbers {
      columnNames = List.copyOf(columnNames);
    }

    /** Columns without names. */
    Numbers(String name, int columns) {
      this(name, columns, List.of());
    }

    /** Columns that are the whole answer. */
    Numbers(String name, int columns, List<String> columnNames) {
      this(name, columns, columnNames, 0);
    }

    /** One number, at that place of the answer. */
    static Numbers alone(String name, int at) {
      return new Numbers(name, 0, List.of(), at);
    }
  }

  /**
   * A text that follows from the answer.
   *
   * @param of what {@link io.gradstream.model.Model#predict} gives
   */
  record Text(String name, Function<double[], String> of) implements Output {}
}
