package io.gradstream.workbench.table;

import java.util.List;
import java.util.Optional;

/**
 * One row of a table.
 *
 * @param line 1-based line on which it starts
 * @param cells one for each column, empty text for a missing one, without blanks around them; none
 *     where there is a problem
 * @param problem why the row cannot be used, for instance that it has too few cells
 */
public record TableRow(long line, List<String> cells, Optional<String> problem) {

  /** A row that must have as many cells as there are columns. */
  static TableRow of(long line, List<String> cells, int columns) {
    if (cells.size() == columns) {
      return new TableRow(line, cells, Optional.empty());
    }
    boolean surplusIsEmpty =
        cells.size() > columns
            && cells.subList(columns, cells.size()).stream().allMatch(String::isEmpty);
    return surplusIsEmpty
        ? new TableRow(line, cells.subList(0, columns), Optional.empty())
        : unusable(
            line,
            "the row has %d cells and the file %d columns: is a separator or a quote missing?"
                .formatted(cells.size(), columns));
  }

  static TableRow unusable(long line, String problem) {
    return new TableRow(line, List.of(), Optional.of(problem));
  }
}
