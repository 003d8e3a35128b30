package io.gradstream.learning.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a class as labels write it: 3, "3" and 3.0 are one class, and blanks around a name
 * are none of it.
 */
public final class ClassText {

  private static final Pattern WHOLE = Pattern.compile("([+-]?)([0-9]+)\\.0*");

  private ClassText() {}

  public static String of(String written) {
    String name = written.strip();
    Matcher whole = WHOLE.matcher(name);
    return whole.matches() ? (whole.group(1).equals("-") ? "-" : "") + whole.group(2) : name;
  }
}
