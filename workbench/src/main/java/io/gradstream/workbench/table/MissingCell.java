package io.gradstream.workbench.table;

import java.util.Set;

/** How a cell says that its value is missing. */
public final class MissingCell {

  private static final Set<String> WORDS = Set.of("", "NA", "N/A", "?", "null", "NULL", "None");

  private MissingCell() {}

  /** Whether it is empty or one of the usual words, which in a text mean themselves. */
  public static boolean is(String cell) {
    return WORDS.contains(cell);
  }
}
