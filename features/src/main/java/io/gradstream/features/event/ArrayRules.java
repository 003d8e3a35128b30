package io.gradstream.features.event;

import io.gradstream.features.media.FileText;
import io.gradstream.features.media.Medium;
import io.gradstream.features.media.UnreadableException;
import io.gradstream.schemas.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a field of type NUMBERS may hold, whatever format it came in: every value, as a 32-bit
 * float, is finite and within ±1e18; there are as many as the field says. Bytes of a picture or a
 * sound are read here, at once, whatever format they came in. Part of {@link FieldRules}.
 */
public final class ArrayRules {

  private static final String BASE64 = "base64:";
  private static final Pattern DATA_ADDRESS =
      Pattern.compile("data:[^,]{0,200};base64,"); // RFC 2397, as browsers write it

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

  /** Bytes are a picture or a sound where the field says so; else without sign: 0 to 255. */
  public static float[] fromBytes(EventField field, byte[] bytes) {
    requireArrays(field);
    if (field.medium().isPresent()) {
      return read(field, field.medium().get(), bytes);
    }
    requireLength(field, bytes.length);
    float[] numbers = new float[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      numbers[i] = bytes[i] & 0xff;
    }
    return numbers;
  }

  private static float[] read(EventField field, Medium medium, byte[] bytes) {
    try {
      return medium.read(bytes);
    } catch (UnreadableException e) {
      throw new BadFieldException(
          e.reason(),
          field.name(),
          "%s must be %s: found %s".formatted(field.name(), medium.expected(), e.getMessage()));
    }
  }

  /**
   * RFC 4648 with its standard alphabet, padded or not, in one line; it may stand behind {@value
   * #BASE64}, or be an address that is the data itself.
   */
  static float[] fromBase64(EventField field, String text) {
    if (field.medium().isPresent() && FileText.isFile(text)) {
      return fromBytes(field, text.getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.substring(behind(text)));
    } catch (IllegalArgumentException e) {
      throw FieldRules.wrongType(field, "text " + FieldRules.quoted(text));
    }
    return fromBytes(field, bytes);
  }

  /** How many characters in front say that base64 follows. */
  private static int behind(String text) {
    if (text.startsWith(BASE64)) {
      return BASE64.length();
    }
    Matcher address = DATA_ADDRESS.matcher(text);
    return address.lookingAt() ? address.end() : 0;
  }

  /** Whether a cell says itself that it is bytes in base64. */
  public static boolean isBase64(String cell) {
    return behind(cell) > 0;
  }

  /** Numbers between blanks or semicolons, or base64 that says so; of a file base64 at once. */
  static float[] fromCell(EventField field, String cell) {
    boolean isFile =
        field.medium().isPresent() && !cell.isEmpty() && !Character.isDigit(cell.charAt(0));
    if (isBase64(cell) || isFile) {
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
      return Float.parseFloat(NumberText.decimalOrWord(text));
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
