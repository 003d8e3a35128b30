package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter.Reason;
import java.util.Base64;

/**
 * What a field of type NUMBERS may hold, whatever format it came in: every value, as a 32-bit
 * float, is finite and within ±1e18; there are as many as the field says. Part of {@link
 * FieldRules}.
 */
public final class ArrayRules {

  private static final String BASE64 = "base64:";

  private ArrayRules() {}

  /** Takes the array over. */
  static float[] fromFloats(EventField field, float[] values) {
    requireArrays(field);
    requireLength(field, values.length);
    for (float value : values) {
      checked(field, value);
    }
    return values;
  }

  static float[] fromDoubles(EventField field, double[] values) {
    requireArrays(field);
    requireLength(field, values.length);
    float[] numbers = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = checked(field, (float) values[i]);
    }
    return numbers;
  }

  /** Bytes are without sign, as pixels are: 0 to 255. */
  public static float[] fromBytes(EventField field, byte[] bytes) {
    requireArrays(field);
    requireLength(field, bytes.length);
    float[] numbers = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i] & 0xff;
    }
    return numbers;
  }

  /**
   * RFC 4648 with its standard alphabet, padded or not, in one line; it may stand behind {@value
   * #BASE64}.
   */
  static float[] fromBase64(EventField field, String text) {
    byte[] bytes;
    try {
      bytes =
          Base64.getDecoder()
              .decode(text.startsWith(BASE64) ? text.substring(BASE64.length()) : text);
    } catch (IllegalArgumentException e) {
      throw FieldRules.wrongType(field, "text " + FieldRules.quoted(text));
    }
    return fromBytes(field, bytes);
  }

  /** Numbers between blanks or semicolons, or base64 behind {@value #BASE64}. */
  static float[] fromCell(EventField field, String cell) {
    if (cell.startsWith(BASE64)) {
      return fromBase64(field, cell);
    }
    NumberList numbers = new NumberList(field);
    int next = 0;
    while (next < cell.length()) {
      int start = next;
      while (next < cell.length() && !separates(cell.charAt(next))) {
        next++;
      }
      if (next > start) {
        numbers.add(parsed(field, cell.substring(start, next)));
      }
      next++;
    }
    return numbers.take();
  }

  private static boolean separates(char character) {
    return character == ';' || Character.isWhitespace(character);
  }

  private static float parsed(EventField field, String text) {
    try {
      return Float.parseFloat(text);
    } catch (NumberFormatException e) {
      throw FieldRules.wrongType(field, "text " + FieldRules.quoted(text));
    }
  }

  static float checked(EventField field, float value) {
    if (Math.abs(value) <= FieldRules.LARGEST_NUMBER) {
      return value;
    }
    return FieldRules.number(field, value).floatValue(); // which throws, and says why
  }

  public static void requireArrays(EventField field) {
    if (field.type() != FieldType.NUMBERS) {
      throw FieldRules.wrongType(field, "an array");
    }
  }

  static void requireLength(EventField field, int length) {
    if (field.length() != 0 && length != field.length()) {
      throw outOfRange(field, field.length() + " numbers", length);
    }
    if (length > EventField.MOST_NUMBERS) {
      throw outOfRange(field, "at most " + EventField.MOST_NUMBERS + " numbers", length);
    }
  }

  private static BadFieldException outOfRange(EventField field, String rule, int length) {
    return new BadFieldException(
        Reason.OUT_OF_RANGE,
        field.name(),
        "%s must have %s: %d".formatted(field.name(), rule, length));
  }
}
