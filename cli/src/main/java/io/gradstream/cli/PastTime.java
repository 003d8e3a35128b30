package io.gradstream.cli;

import io.gradstream.cli.feed.InvalidDataException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time of before, as a command line says it: how long ago, or when. */
final class PastTime {

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})([smhd])");

  private PastTime() {}

  /**
   * Epoch milliseconds.
   *
   * @throws InvalidDataException when it is neither a span nor a time
   */
  static long parse(String text) {
    Matcher span = SPAN.matcher(text);
    if (span.matches()) {
      return Instant.now().minus(span(Long.parseLong(span.group(1)), span.group(2))).toEpochMilli();
    }
    try {
      return text.contains("T") ? time(text) : day(text);
    } catch (DateTimeException e) {
      throw new InvalidDataException(
          "a time must be a span as 30m, 2h or 7d, or as 2026-01-31 or 2026-01-31T08:00: " + text);
    }
  }

  private static Duration span(long count, String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static long day(String text) {
    return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static long time(String text) {
    boolean hasZone = text.matches(".*T.*(Z|[+-][0-9:]+)");
    return hasZone
        ? OffsetDateTime.parse(text).toInstant().toEpochMilli()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
