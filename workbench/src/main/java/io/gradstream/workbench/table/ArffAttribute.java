package io.gradstream.workbench.table;

import io.gradstream.workbench.table.Table.Declared;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An attribute of an ARFF file.
 *
 * @param values of a nominal one, in the order declared
 * @param form of a date that is not ISO 8601
 */
record ArffAttribute(
    String name, Declared declared, List<String> values, Optional<DateTimeFormatter> form) {

  private static ArffAttribute of(String name, Declared declared) {
    return new ArffAttribute(name, declared, List.of(), Optional.empty());
  }

  /**
   * What follows {@code @attribute}.
   *
   * @throws IllegalArgumentException when it is not understood
   */
  static ArffAttribute of(String declaration) {
    String[] nameAndType = ArffValues.firstWord(declaration);
    String type = nameAndType[1];
    if (type.startsWith("{")) {
      return new ArffAttribute(nameAndType[0], Declared.CATEGORY, nominal(type), Optional.empty());
    }
    String[] words = ArffValues.firstWord(type);
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "numeric", "real", "integer" -> of(nameAndType[0], Declared.NUMBER);
      case "string" -> of(nameAndType[0], Declared.TEXT);
      case "date" -> new ArffAttribute(nameAndType[0], Declared.TIME, List.of(), form(words[1]));
      default ->
          throw new IllegalArgumentException(
              "an attribute must be numeric, {A, B}, string or date: " + declaration);
    };
  }

  /** Whether the next line goes on with it: the braces are open. */
  static boolean goesOn(String declaration) {
    try {
      String type = ArffValues.firstWord(declaration)[1];
      return type.startsWith("{") && type.lastIndexOf('}') < 0;
    } catch (IllegalArgumentException e) {
      return false; // a quote is not closed, which is told of the line
    }
  }

  /** What stands between braces; a value that is declared as nothing is none. */
  private static List<String> nominal(String braces) {
    int end = braces.lastIndexOf('}');
    if (end < 0) {
      throw new IllegalArgumentException("a brace is not closed: " + braces);
    }
    return ArffValues.split(braces.substring(1, end)).stream()
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }

  /** What a sparse row means where it names no value: zero, or the first of the nominal ones. */
  String ifNotNamed() {
    return switch (declared) {
      case NUMBER -> "0";
      case CATEGORY -> values.isEmpty() ? "" : values.get(0);
      case NOTHING, TEXT, TIME, TIME_OF_DAY -> "";
    };
  }

  private static Optional<DateTimeFormatter> form(String pattern) {
    return pattern.isEmpty()
        ? Optional.empty()
        : Optional.of(DateTimeFormatter.ofPattern(ArffValues.firstWord(pattern)[0], Locale.ROOT));
  }

  /** A cell as other formats write it; a date that is not in its form stays as it is. */
  String cell(String value) {
    return form.isEmpty() || value.isEmpty() ? value : iso(value, form.get());
  }

  private static String iso(String value, DateTimeFormatter form) {
    try {
      TemporalAccessor parsed = form.parse(value);
      LocalDate date = parsed.query(TemporalQueries.localDate());
      if (date == null) {
        return value;
      }
      LocalTime time = parsed.query(TemporalQueries.localTime());
      return parsed.query(TemporalQueries.zone()) != null && time != null
          ? ZonedDateTime.from(parsed).toInstant().toString()
          : LocalDateTime.of(date, time == null ? LocalTime.MIDNIGHT : time).toString();
    } catch (DateTimeException e) {
      return value;
    }
  }
}
