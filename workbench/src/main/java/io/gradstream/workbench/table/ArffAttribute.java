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
import java.util.Locale;
import java.util.Optional;

/**
 * An attribute of an ARFF file.
 *
 * @param form of a date that is not ISO 8601
 */
record ArffAttribute(String name, Declared declared, Optional<DateTimeFormatter> form) {

  /**
   * What follows {@code @attribute}.
   *
   * @throws IllegalArgumentException when it is not understood
   */
  static ArffAttribute of(String declaration) {
    String[] nameAndType = ArffValues.firstWord(declaration);
    String type = nameAndType[1];
    if (type.startsWith("{")) {
      return new ArffAttribute(nameAndType[0], Declared.CATEGORY, Optional.empty());
    }
    String[] words = ArffValues.firstWord(type);
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "numeric", "real", "integer" ->
          new ArffAttribute(nameAndType[0], Declared.NUMBER, Optional.empty());
      case "string" -> new ArffAttribute(nameAndType[0], Declared.TEXT, Optional.empty());
      case "date" -> new ArffAttribute(nameAndType[0], Declared.TIME, form(words[1]));
      default ->
          throw new IllegalArgumentException(
              "an attribute must be numeric, {A, B}, string or date: " + declaration);
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
