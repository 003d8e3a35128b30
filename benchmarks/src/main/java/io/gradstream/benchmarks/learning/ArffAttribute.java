package io.gradstream.benchmarks.learning;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * An attribute of an ARFF file, and the column of a table that it is made of.
 *
 * @param cell the attribute's value, of a cell that is not missing
 */
record ArffAttribute(String name, String column, Kind kind, UnaryOperator<String> cell) {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** What values an attribute has. */
  sealed interface Kind {

    /** Any number. */
    record Number() implements Kind {}

    /**
     * One of some values.
     *
     * @param values in their order; none: those that the column has, sorted
     */
    record Nominal(List<String> values) implements Kind {
      public Nominal {
        values = List.copyOf(values);
      }
    }
  }

  static ArffAttribute number(String column) {
    return new ArffAttribute(column, column, new Kind.Number(), cell -> cell);
  }

  /**
   * @param values all there are; none: those found
   */
  static ArffAttribute category(String column, String... values) {
    return new ArffAttribute(column, column, new Kind.Nominal(List.of(values)), cell -> cell);
  }

  /** Minutes since midnight. */
  static ArffAttribute minuteOfDay(String column) {
    return new ArffAttribute(
        "minuteOfDay",
        column,
        new Kind.Number(),
        cell -> {
          LocalDateTime time = LocalDateTime.parse(cell, MINUTE);
          return Integer.toString(60 * time.getHour() + time.getMinute());
        });
  }

  /** 0 for Monday. */
  static ArffAttribute dayOfWeek(String column) {
    List<String> days = IntStream.range(0, 7).mapToObj(Integer::toString).toList();
    return new ArffAttribute(
        "dayOfWeek",
        column,
        new Kind.Nominal(days),
        cell -> days.get(LocalDateTime.parse(cell, MINUTE).getDayOfWeek().ordinal()));
  }

  /** 1 for a number above the threshold, else 0. */
  static ArffAttribute above(String column, double threshold) {
    return new ArffAttribute(
        column,
        column,
        new Kind.Nominal(List.of("0", "1")),
        cell -> Double.parseDouble(cell) > threshold ? "1" : "0");
  }
}
