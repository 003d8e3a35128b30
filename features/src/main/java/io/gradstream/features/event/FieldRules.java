package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter.Reason;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * What a field of a type may hold, whatever format it came in: the one place of these rules. Each
 * method gives the event's value or throws {@link BadFieldException}.
 */
public final class FieldRules {

  public static final double LARGEST_NUMBER = 1e18;
  static final int LONGEST_TEXT = 4096;

  /**
   * 2200-01-01T00:00Z, exclusive: the end of the times that an event must have, which begin with
   * the epoch.
   */
  public static final long LATEST_TIME = 7_258_118_400_000L;

  /** Of the times that an event may have: the years 1 to 9999. */
  public static final long FIRST_YEAR = -62_135_596_800_000L;

  /** Of the same, exclusive. */
  public static final long LAST_YEAR = 253_402_300_800_000L;

  private static final double LARGEST_WHOLE = 0x1p53; // of a 64-bit float

  /** No date has this form, and it always fits in a long. */
  private static final Pattern EPOCH_MILLIS = Pattern.compile("-?[0-9]{1,18}");

  private FieldRules() {}

  public static Object missing(EventField field) {
    if (field.required()) {
      throw new BadFieldException(
          Reason.MISSING_FIELD, field.name(), field.name() + " is required and absent or null");
    }
    return null;
  }

  public static Object fromBoolean(EventField field, boolean value) {
    if (field.type() != FieldType.BOOLEAN) {
      throw wrongType(field, "boolean " + value);
    }
    return value;
  }

  public static Object fromWhole(EventField field, long value) {
    return switch (field.type()) {
      case NUMBER -> number(field, value);
      case TEXT -> Long.toString(value);
      case TIME -> time(field, value);
      case BOOLEAN -> flag(field, value);
      case NUMBERS -> throw wrongType(field, "number " + value);
    };
  }

  /** Of more than 64 bits with sign, which names what its digits do. */
  public static Object fromWhole(EventField field, BigInteger value) {
    return field.type() == FieldType.TEXT
        ? text(field, value.toString())
        : fromDecimal(field, value.doubleValue());
  }

  public static Object fromDecimal(EventField field, double value) {
    return switch (field.type()) {
      case NUMBER -> number(field, value);
      case TIME -> wholeTime(field, value);
      case BOOLEAN -> flag(field, value);
      case TEXT -> wholeText(field, value);
      case NUMBERS -> throw wrongType(field, "number " + value);
    };
  }

  /** Some write every number with a fraction; 12.0 names what 12 does. */
  private static String wholeText(EventField field, double value) {
    if (value != Math.rint(value) || Math.abs(value) > LARGEST_WHOLE) {
      throw wrongType(field, "number " + value);
    }
    return Long.toString((long) value);
  }

  /**
   * From a format that knows text from numbers: text is never taken for a number, but for base64 of
   * bytes where an array of numbers is expected.
   */
  public static Object fromText(EventField field, String value, ZoneId zone) {
    return switch (field.type()) {
      case TEXT -> text(field, value);
      case TIME -> timeText(field, value, zone);
      case NUMBERS -> ArrayRules.fromBase64(field, value);
      case NUMBER, BOOLEAN -> throw wrongType(field, "text " + quoted(value));
    };
  }

  /** From a format that knows only text, such as CSV; empty text is missing. */
  public static Object fromCell(EventField field, String cell, ZoneId zone) {
    if (cell == null || cell.isEmpty()) {
      return missing(field);
    }
    return switch (field.type()) {
      case TEXT -> text(field, cell);
      case TIME -> timeCell(field, cell.strip(), zone);
      case NUMBER -> numberCell(field, cell.strip());
      case BOOLEAN -> booleanCell(field, cell.strip());
      case NUMBERS -> ArrayRules.fromCell(field, cell.strip());
    };
  }

  public static BadFieldException wrongType(EventField field, String found) {
    String expected =
        switch (field.type()) {
          case NUMBER -> "a number";
          case BOOLEAN -> "true or false, or 1 or 0";
          case TEXT -> "text or a whole number";
          case TIME -> "a time: epoch milliseconds or ISO 8601 text";
          case NUMBERS -> "an array of numbers, or bytes as base64 text";
        };
    return new BadFieldException(
        Reason.WRONG_TYPE,
        field.name(),
        "%s must be %s: found %s".formatted(field.name(), expected, found));
  }

  /** Whoever has no type for it writes 1 and 0. */
  private static Boolean flag(EventField field, Number value) {
    double number = value.doubleValue();
    if (number != 0 && number != 1) {
      throw wrongType(field, "number " + value);
    }
    return number == 1;
  }

  static Double number(EventField field, double value) {
    if (!Double.isFinite(value)) {
      throw new BadFieldException(
          Reason.NOT_FINITE, field.name(), field.name() + " must be finite: " + value);
    }
    if (Math.abs(value) > LARGEST_NUMBER) {
      throw new BadFieldException(
          Reason.OUT_OF_RANGE, field.name(), field.name() + " must be within ±1e18: " + value);
    }
    return value;
  }

  private static Long time(EventField field, long epochMillis) {
    long first = field.required() ? 0 : FIRST_YEAR;
    long end = field.required() ? LATEST_TIME : LAST_YEAR;
    if (epochMillis < first || epochMillis >= end) {
      throw new BadFieldException(
          Reason.OUT_OF_RANGE,
          field.name(),
          "%s must be %s: epoch milliseconds %d"
              .formatted(
                  field.name(),
                  field.required()
                      ? "from 1970-01-01 to before 2200-01-01"
                      : "in one of the years 1 to 9999",
                  epochMillis));
    }
    return epochMillis;
  }

  private static Long wholeTime(EventField field, double value) {
    if (!Double.isFinite(value)) {
      throw new BadFieldException(
          Reason.NOT_FINITE, field.name(), field.name() + " must be finite: " + value);
    }
    if (value != Math.rint(value)) {
      throw wrongType(field, "number " + value);
    }
    return time(field, (long) value);
  }

  private static Long timeText(EventField field, String value, ZoneId zone) {
    Long parsed = TimeText.toEpochMillis(value, zone);
    if (parsed == null) {
      throw wrongType(field, "text " + quoted(value));
    }
    return time(field, parsed);
  }

  private static String text(EventField field, String value) {
    if (value.length() > LONGEST_TEXT) {
      throw new BadFieldException(
          Reason.OUT_OF_RANGE,
          field.name(),
          "%s must have at most %d characters: %d"
              .formatted(field.name(), LONGEST_TEXT, value.length()));
    }
    if (!isWellFormed(value)) {
      throw new BadFieldException(
          Reason.OUT_OF_RANGE,
          field.name(),
          field.name() + " must be Unicode text: half of a surrogate pair stands alone");
    }
    return value;
  }

  /**
   * UTF-8, which all our formats write, has no bytes for half a pair: it would come back changed.
   */
  private static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static Long timeCell(EventField field, String cell, ZoneId zone) {
    return EPOCH_MILLIS.matcher(cell).matches()
        ? time(field, Long.parseLong(cell))
        : timeText(field, cell, zone);
  }

  private static Double numberCell(EventField field, String cell) {
    try {
      return number(field, Double.parseDouble(cell));
    } catch (NumberFormatException e) {
      throw wrongType(field, "text " + quoted(cell));
    }
  }

  private static Boolean booleanCell(EventField field, String cell) {
    if (cell.equalsIgnoreCase("true") || cell.equals("1")) {
      return true;
    }
    if (cell.equalsIgnoreCase("false") || cell.equals("0")) {
      return false;
    }
    throw wrongType(field, "text " + quoted(cell));
  }

  public static String quoted(String value) {
    return value.length() <= 40 ? "'" + value + "'" : "'" + value.substring(0, 40) + "...'";
  }
}
