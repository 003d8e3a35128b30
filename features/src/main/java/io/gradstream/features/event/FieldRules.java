package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.ShownText;
import java.math.BigInteger;
import java.time.ZoneId;
import java.util.function.Supplier;
import java.util.regex.Matcher;
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

  /** No date has this form. */
  private static final Pattern EPOCH =
      Pattern.compile("-?[0-9]{1,19}(?<fraction>\\.[0-9]{1,12})?(?<exponent>[eE][+]?[0-9]{1,2})?");

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
      case TIME -> wholeTime(field, value);
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
      case TIME -> decimalTime(field, value);
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
   * From a format that knows text from numbers: where a number or a boolean is expected, text that
   * says one is taken for it, as databases' connectors write exact decimals; where an array of
   * numbers is, text is base64 of bytes.
   */
  public static Object fromText(EventField field, String value, ZoneId zone) {
    if (value.isEmpty() && RecordField.isMeant(field.name())) {
      return missing(field); // as on a topic, where an empty key or header says nothing
    }
    return switch (field.type()) {
      case TEXT -> text(field, value);
      case TIME -> timeCell(field, value.strip(), zone);
      case NUMBERS -> ArrayRules.fromBase64(field, value);
      case NUMBER -> numberText(field, value);
      case BOOLEAN -> booleanCell(field, value.strip());
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
          case TIME ->
              "a time: epoch %s or ISO 8601 text"
                  .formatted(field.unit().map(EpochUnit::written).orElse("milliseconds"));
          case NUMBERS ->
              field
                  .medium()
                  .map(medium -> medium.expected() + ", as bytes or base64 text")
                  .orElse("an array of numbers, or bytes as base64 text");
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
    return field.nothing().isEmpty() || !field.nothing().contains(value + 0.0)
        ? (Double) value
        : (Double) missing(field);
  }

  /** From a format that says itself what its numbers count: epoch milliseconds. */
  public static Object fromTime(EventField field, long epochMillis) {
    return switch (field.type()) {
      case TIME -> time(field, epochMillis, () -> "");
      case NUMBER -> number(field, epochMillis);
      case TEXT -> Long.toString(epochMillis);
      case BOOLEAN, NUMBERS -> throw wrongType(field, "time " + epochMillis);
    };
  }

  /**
   * @param hint what else the time may be; empty text for nothing
   */
  private static Long time(EventField field, long epochMillis, Supplier<String> hint) {
    long first = field.required() ? 0 : FIRST_YEAR;
    long end = field.required() ? LATEST_TIME : LAST_YEAR;
    if (epochMillis < first || epochMillis >= end) {
      throw new BadFieldException(
          Reason.OUT_OF_RANGE,
          field.name(),
          "%s must be %s: epoch milliseconds %d%s"
              .formatted(
                  field.name(),
                  field.required()
                      ? "from 1970-01-01 to before 2200-01-01"
                      : "in one of the years 1 to 9999",
                  epochMillis,
                  hint.get()));
    }
    return epochMillis;
  }

  private static Long wholeTime(EventField field, long value) {
    return time(field, field.unitOrMillis().toMillis(value), () -> hint(field, value));
  }

  /** Milliseconds are whole: with a fraction they are most likely something else. */
  private static Long decimalTime(EventField field, double value) {
    if (!Double.isFinite(value)) {
      throw new BadFieldException(
          Reason.NOT_FINITE, field.name(), field.name() + " must be finite: " + value);
    }
    if (field.unit().isEmpty() && value != Math.rint(value)) {
      throw wrongType(field, "number " + value + hint(field, value));
    }
    return time(field, field.unitOrMillis().toMillis(value), () -> hint(field, value));
  }

  private static String hint(EventField field, double value) {
    if (field.unit().isPresent()) {
      return "";
    }
    if (DateDigits.are((long) value)) {
      return "; it looks like " + DateDigits.words((long) value);
    }
    return EpochUnit.likely(value)
        .map(
            unit ->
                "; it looks like %s: write `unit: %1$s` where the spec names the field"
                    .formatted(unit.written()))
        .orElse("");
  }

  private static Long timeText(EventField field, String value, ZoneId zone) {
    Long parsed = TimeText.toEpochMillis(value, zone);
    if (parsed == null) {
      throw wrongType(field, "text " + quoted(value));
    }
    return time(field, parsed, () -> "");
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
    Matcher epoch = EPOCH.matcher(cell);
    if (!epoch.matches()) {
      return timeText(field, cell, zone);
    }
    boolean isWhole = epoch.group("fraction") == null && epoch.group("exponent") == null;
    try {
      return isWhole
          ? wholeTime(field, Long.parseLong(cell))
          : decimalTime(field, Double.parseDouble(cell));
    } catch (NumberFormatException e) {
      return decimalTime(field, Double.parseDouble(cell)); // more than a long holds
    }
  }

  private static Double numberText(EventField field, String value) {
    try {
      return number(field, Double.parseDouble(NumberText.decimal(value.strip())));
    } catch (NumberFormatException e) {
      throw wrongType(field, "text " + quoted(value));
    }
  }

  private static Double numberCell(EventField field, String cell) {
    try {
      return number(field, Double.parseDouble(NumberText.decimalOrWord(cell)));
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

  /** A number as someone would write it: a whole one without a point. */
  public static String shown(double number) {
    return number == Math.rint(number) && Math.abs(number) <= LARGEST_NUMBER
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  public static String quoted(String value) {
    return "'" + ShownText.cut(value, 40) + "'";
  }
}
