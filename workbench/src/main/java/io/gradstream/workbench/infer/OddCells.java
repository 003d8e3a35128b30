package io.gradstream.workbench.infer;

import io.gradstream.features.event.FieldRules;
import java.util.ArrayList;
import java.util.List;

/** Cells of a column that are not of a kind: how many, and the first few. Not thread safe. */
final class OddCells {

  private static final int SHOWN = 3;
  private static final int ONE_OF = 100;
  private static final int ENOUGH = 20; // cells, for one alone to be few

  private final List<String> first = new ArrayList<>();
  private long count;

  void addUnless(boolean isOfTheKind, String cell, long line) {
    if (!isOfTheKind) {
      count++;
      if (first.size() < SHOWN) {
        first.add("%s in line %d".formatted(FieldRules.quoted(cell), line));
      }
    }
  }

  long count() {
    return count;
  }

  /**
   * Whether they are so few that the kind is the column's: one in a hundred.
   *
   * @param all cells of any kind
   */
  boolean areFew(long all) {
    return count * ONE_OF <= all || count == 1 && all >= ENOUGH;
  }

  /** The first few, in words. */
  String shown() {
    return String.join(", ", first);
  }
}
