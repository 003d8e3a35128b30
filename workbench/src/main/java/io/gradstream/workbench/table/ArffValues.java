package io.gradstream.workbench.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Values between commas, bare or in single or double quotes with backslashes before quotes. Where
 * commas do not make as many values as there must be, tabs and blanks may stand between them, too.
 */
final class ArffValues {

  /**
   * What an unquoted question mark becomes: empty text. A quoted empty text becomes the same, for a
   * cell that says nothing is missing.
   */
  private static final String MISSING = "";

  private static final String COMMA = ",";
  private static final String ANY = ", \t";

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
    return split(line, COMMA);
  }

  /**
   * The same of a line that is to have so many.
   *
   * @throws IllegalArgumentException when a quote is not closed
   */
  static List<String> split(String line, int count) {
    List<String> byComma = split(line, COMMA);
    if (byComma.size() == count) {
      return byComma;
    }
    List<String> byBlank = split(line, ANY);
    return byBlank.size() == count ? byBlank : byComma;
  }

  private static List<String> split(String line, String separators) {
    ArffValues values = new ArffValues(line);
    List<String> all = new ArrayList<>();
    do {
      all.add(values.value(separators));
    } while (values.pass(separators));
    return all;
  }

  /** The first word of a text, which may be quoted, and what follows it, stripped. */
  static String[] firstWord(String text) {
    ArffValues values = new ArffValues(text);
    String word = values.value(" \t{");
    return new String[] {word, Blanks.strip(text.substring(values.at))};
  }

  /** Passes one separator, with blanks around it. */
  private boolean pass(String separators) {
    int start = at;
    passBlanks();
    boolean comma = at < text.length() && text.charAt(at) == ',';
    at += comma ? 1 : 0;
    boolean blank = separators.equals(ANY) && at > start && at < text.length();
    return comma || blank;
  }

  private void passBlanks() {
    while (at < text.length() && Blanks.isBlank(text.charAt(at))) {
      at++;
    }
  }

  private String value(String ends) {
    passBlanks();
    boolean quoted = at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0;
    if (quoted) {
      String value = Blanks.strip(quoted());
      if (ends.equals(COMMA)) {
        bare(ends); // blanks before the separator
      }
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
    return Blanks.strip(text.substring(start, at));
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
