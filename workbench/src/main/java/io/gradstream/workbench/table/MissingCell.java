package io.gradstream.workbench.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a cell says that its value is missing: empty, or by one of the usual words, small or capital.
 * In a text the words mean themselves, as NA may be Namibia.
 */
public final class MissingCell {

  /** Words that name nothing else where a label is a text. */
  private static final Set<String> NO_LABEL =
      Set.of(
          "",
          "?",
          "na",
          "n/a",
          "n.a.",
          "nan",
          "-nan",
          "null",
          "(null)",
          "<na>",
          "\\n",
          "#n/a",
          "#n/a n/a",
          "#na",
          "#null!",
          "#div/0!",
          "#num!",
          "#ref!",
          "#value!",
          "#name?");

  private static final Set<String> NO_NUMBER =
      Set.of(
          "none",
          "nil",
          "missing",
          "miss",
          "unknown",
          "not available",
          "nd",
          "n.d.",
          "n/d",
          ".",
          "..",
          "...",
          "-",
          "--",
          "---",
          "\u2013",
          "\u2014",
          "*",
          "1.#qnan",
          "-1.#ind",
          "1.#ind");

  private static final Pattern INFINITE =
      Pattern.compile("[-+]?(?:inf|infinity|\u221E|1\\.#inf)", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 13;

  private MissingCell() {}

  /** Whether it says nothing where no text is asked for. */
  public static boolean is(String cell) {
    if (cell.length() > LONGEST || isPlain(cell)) {
      return false;
    }
    String word = cell.toLowerCase(Locale.ROOT);
    return NO_LABEL.contains(word) || NO_NUMBER.contains(word);
  }

  /** Most cells: they begin with a digit. */
  private static boolean isPlain(String cell) {
    return !cell.isEmpty() && cell.charAt(0) >= '2' && cell.charAt(0) <= '9';
  }

  /** Whether it says that a number is beyond all others. */
  public static boolean isInfinite(String cell) {
    return cell.length() <= LONGEST && INFINITE.matcher(cell).matches();
  }

  /** Whether it says nothing where a text is asked for that is a label. */
  public static boolean isNoLabel(String cell) {
    return cell.length() <= LONGEST && NO_LABEL.contains(cell.toLowerCase(Locale.ROOT));
  }
}
