package io.gradstream.workbench.table;

/** What is around a name or a cell and not seen: no part of it. */
public final class Blanks {

  private Blanks() {}

  /** The text without blanks at its ends, those of other widths and of none among them. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isBlank(text.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(text.charAt(end - 1))) {
      end--;
    }
    return start == 0 && end == text.length() ? text : text.substring(start, end);
  }

  static boolean isBlank(char c) {
    return c <= ' '
        || c >= 0x80
            && (Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || c == '\u200B' // of no width
                || c == '\u2060'
                || c == '\uFEFF');
  }
}
