package io.gradstream.workbench.table;

import java.util.ArrayList;
import java.util.List;

/** Values between commas, bare or in single or double quotes with backslashes before quotes. */
final class ArffValues {

  /**
   * What an unquoted question mark becomes: empty text. A quoted empty text becomes the same, for a
   * cell that says nothing is missing.
   */
  private static final String MISSING = "";

  private final String text;
  private int at;

  private ArffValues(String text) {
    this.text = text;
  }

  /**
   * All values of a line; a {@code ?} is empty text.
   *
   * @throws IllegalArgumentException when a quote is not closed
   */
  static List<String> split(String line) {
    ArffValues values = new ArffValues(line);
    List<String> all = new ArrayList<>();
    do {
      all.add(values.value(","));
    } while (values.pass(','));
    return all;
  }

  /** The first word of a text, which may be quoted, and what follows it, stripped. */
  static String[] firstWord(String text) {
    ArffValues values = new ArffValues(text);
    String word = values.value(" \t{");
    return new String[] {word, text.substring(values.at).strip()};
  }

  private boolean pass(char separator) {
    boolean there = at < text.length() && text.charAt(at) == separator;
    at += there ? 1 : 0;
    return there;
  }

  private String value(String ends) {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    boolean quoted = at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0;
    if (quoted) {
      String value = quoted();
      bare(ends); // blanks before the separator
      return value;
    }
    String value = bare(ends);
    return value.equals("?") ? MISSING : value;
  }

  private String bare(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at).strip();
  }

  private String quoted() {
    char quote = text.charAt(at++);
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' && at + 1 < text.length() ? 1 : 0;
      value.append(text.charAt(at++));
    }
    if (at == text.length()) {
      throw new IllegalArgumentException("a quote is not closed: " + quote);
    }
    at++;
    return value.toString();
  }
}
