package io.gradstream.features.event;

/**
 * The one grammar of numbers that stand as text, in whatever format: decimal digits, with a point
 * and an exponent or without. Java would take more, as {@code 30d} and {@code 0x1p3}.
 */
final class NumberText {

  private static final int LONGEST = 400; // of a 64-bit float, written out
  private static final String SIGNS = "+-.eE";

  private NumberText() {}

  /**
   * A text that Java reads as a decimal number or refuses.
   *
   * @throws NumberFormatException when it is none
   */
  static String decimal(String text) {
    if (text.length() > LONGEST) {
      throw new NumberFormatException("too long");
    }
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if ((sign < '0' || sign > '9') && SIGNS.indexOf(sign) < 0) {
        throw new NumberFormatException("no decimal number");
      }
    }
    return text;
  }

  /** The same, with the words of Java, which most programs write, for numbers without an end. */
  static String decimalOrWord(String text) {
    return text.endsWith("Infinity") || text.endsWith("NaN") ? text : decimal(text);
  }
}
