package io.gradstream.features.event;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as text: ISO 8601 in its extended and its basic form, RFC 3339, and as databases and
 * languages write them. Date and time stand behind one another with a {@code T} or a blank between
 * them; seconds and their fraction, behind a point or a comma, may be left out, and so may the
 * time. The zone is {@code Z}, {@code UTC}, {@code GMT}, an offset of hours or more, a name in
 * brackets or behind a blank, or, where there is none, the one that times without a zone are of: a
 * local time that a clock change skips moves forward by the change, one that comes twice is the
 * earlier. A leap second is the second behind it, {@code 24:00} the next midnight.
 */
final class TimeText {

  /** Room for a fraction, an offset and the longest zone name. */
  private static final int LONGEST = 100;

  private static final String DATE =
      "(?<year>[+-]?[0-9]{4,9})(?:-(?<month>[0-9]{2})-(?<day>[0-9]{2})"
          + "|/(?<slashMonth>[0-9]{2})/(?<slashDay>[0-9]{2}))";
  private static final String BASIC_DATE =
      "(?<basicYear>[0-9]{4})(?<basicMonth>[0-9]{2})(?<basicDay>[0-9]{2})(?=[Tt])";
  private static final String TIME =
      "(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})"
          + "(?::(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,9}))?)?";
  private static final String BASIC_TIME =
      "(?<basicHour>[0-9]{2})(?<basicMinute>[0-9]{2})"
          + "(?:(?<basicSecond>[0-9]{2})(?:[.,](?<basicFraction>[0-9]{1,9}))?)?";
  private static final String ZONE =
      "(?: ?(?<offset>[Zz]|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?))?"
          + "(?: ?\\[(?<zone>[^\\]]+)\\]| (?<plainZone>[A-Za-z_]+/[A-Za-z_/+-]+))?";

  private static final Pattern FORM =
      Pattern.compile(
          "(?:%s|%s)(?:(?:[Tt]| +)(?:%s|%s)%s)?"
              .formatted(BASIC_DATE, DATE, TIME, BASIC_TIME, ZONE));

  private TimeText() {}

  /** Null when the text is no time. */
  static Long toEpochMillis(String text, ZoneId zone) {
    if (text.length() > LONGEST) {
      return null;
    }
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return null;
    }
    try {
      return epochMillis(form, zone);
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static long epochMillis(Matcher form, ZoneId zone) {
    LocalDate date =
        LocalDate.of(
            whole(form, "year", "basicYear"),
            whole(form, "month", "slashMonth", "basicMonth"),
            whole(form, "day", "slashDay", "basicDay"));
    String hour = first(form, "hour", "basicHour");
    if (hour == null) {
      return date.atStartOfDay(zone).toInstant().toEpochMilli();
    }
    LocalDateTime local = local(date, Integer.parseInt(hour), form);
    String offset = form.group("offset");
    String named = first(form, "zone", "plainZone");
    return offset != null
        ? local.toInstant(offset(offset)).toEpochMilli()
        : local.atZone(named == null ? zone : ZoneId.of(named)).toInstant().toEpochMilli();
  }

  private static LocalDateTime local(LocalDate date, int hour, Matcher form) {
    int minute = whole(form, "minute", "basicMinute");
    int second =
        first(form, "second", "basicSecond") == null ? 0 : whole(form, "second", "basicSecond");
    int nanos = nanos(first(form, "fraction", "basicFraction"));
    if (hour == 24 && minute == 0 && second == 0 && nanos == 0) {
      return date.plusDays(1).atStartOfDay();
    }
    boolean leaps = second == 60;
    LocalDateTime time = date.atTime(LocalTime.of(hour, minute, leaps ? 59 : second, nanos));
    return leaps ? time.plusSeconds(1) : time;
  }

  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static ZoneOffset offset(String text) {
    boolean isSigned = text.charAt(0) == '+' || text.charAt(0) == '-';
    return isSigned ? ZoneOffset.of(text.replace(":", "")) : ZoneOffset.UTC;
  }

  private static int whole(Matcher form, String... groups) {
    return Integer.parseInt(first(form, groups));
  }

  private static String first(Matcher form, String... groups) {
    for (String group : groups) {
      if (form.group(group) != null) {
        return form.group(group);
      }
    }
    return null;
  }
}
