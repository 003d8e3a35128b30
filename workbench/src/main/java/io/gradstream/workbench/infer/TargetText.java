package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.ColumnNames;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target as someone writes it: a field, or a comparison of one.
 *
 * @param field by its own name where there is one; else as it is written
 * @param comparison operator and constant, or empty text
 */
record TargetText(String field, String comparison) {

  private static final Pattern QUOTED =
      Pattern.compile("\\s*(?:'((?:[^']|'')*)'|\"((?:[^\"]|\"\")*)\")\\s*(.*)", Pattern.DOTALL);
  private static final Pattern BARE =
      Pattern.compile("\\s*([^<>=!]*[^<>=!\\s])\\s*((?:>=|<=|==|!=|>|<)\\s*\\S.*)", Pattern.DOTALL);
  private static final Pattern COMPARISON =
      Pattern.compile("(?:>=|<=|==|!=|>|<).*", Pattern.DOTALL);
  private static final Pattern NEEDS_QUOTES = Pattern.compile("['\"].*|.*[<>=!].*", Pattern.DOTALL);

  static TargetText of(String target, ColumnNames names) {
    if (names.find(target).isPresent()) {
      return new TargetText(names.find(target).get(), "");
    }
    Matcher quoted = QUOTED.matcher(target);
    if (quoted.matches() && isRest(quoted.group(3))) {
      return of(unquoted(quoted), quoted.group(3), names);
    }
    Matcher bare = BARE.matcher(target);
    return bare.matches()
        ? of(bare.group(1), bare.group(2), names)
        : new TargetText(target.strip(), "");
  }

  private static boolean isRest(String rest) {
    return rest.isEmpty() || COMPARISON.matcher(rest).matches();
  }

  private static String unquoted(Matcher quoted) {
    return quoted.group(1) != null
        ? quoted.group(1).replace("''", "'")
        : quoted.group(2).replace("\"\"", "\"");
  }

  private static TargetText of(String field, String comparison, ColumnNames names) {
    return new TargetText(names.find(field).orElse(field), comparison.strip());
  }

  /** As the spec of a binary target says it. */
  String expression() {
    return comparison.isEmpty() ? quoted(field) : quoted(field) + " " + comparison;
  }

  /** A field's name, in quotes where a sign in it would be taken for an operator. */
  static String quoted(String field) {
    return NEEDS_QUOTES.matcher(field).matches() ? "'" + field.replace("'", "''") + "'" : field;
  }
}
