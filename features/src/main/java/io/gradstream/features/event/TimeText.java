package io.gradstream.features.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/**
 * Times as text: ISO 8601 with or without offset or zone, a blank in place of the {@code T},
 * seconds and their fraction optional, or a date alone. A time without offset is local; one that a
 * clock change skips moves forward by the change, one that comes twice is the earlier.
 */
final class TimeText {

  private static final int DATE_LENGTH = "yyyy-MM-dd".length();

  /** Room for a fraction, an offset and the longest zone name. */
  private static final int LONGEST = 100;

  private TimeText() {}

  /** Null when the text is no time. */
  static Long toEpochMillis(String text, ZoneId zone) {
    if (text.length() < DATE_LENGTH || text.length() > LONGEST) {
      return null;
    }
    try {
      return parse(text, zone).toEpochMilli();
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static Instant parse(String text, ZoneId zone) {
    if (text.length() == DATE_LENGTH) {
      return LocalDate.parse(text).atStartOfDay(zone).toInstant();
    }
    TemporalAccessor parsed =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(
            withSeparator(text), ZonedDateTime::from, LocalDateTime::from);
    return parsed instanceof ZonedDateTime zoned
        ? zoned.toInstant()
        : ((LocalDateTime) parsed).atZone(zone).toInstant();
  }

  private static String withSeparator(String text) {
    return text.charAt(DATE_LENGTH) == ' '
        ? text.substring(0, DATE_LENGTH) + 'T' + text.substring(DATE_LENGTH + 1)
        : text;
  }
}
