package io.gradstream.workbench.infer;

import io.gradstream.workbench.table.Table;
import io.gradstream.workbench.table.Table.Column;
import io.gradstream.workbench.table.TableRow;
import java.util.ArrayList;
import java.util.List;

/**
 * The first rows of a table, by column.
 *
 * @param profiles one for each column
 * @param rows looked at
 * @param whole whether there are no more
 * @param firstBad what is wrong with the first row that cannot be read, or empty text
 */
record Sample(
    List<Column> columns, List<ColumnProfile> profiles, long rows, boolean whole, String firstBad) {

  static final int ROWS = 1000;

  /** Keeps a wide table within some ten MB. */
  private static final int CELLS = 400_000;

  private static final int FEWEST_ROWS = 20;
  private static final int MOST_LOOKED = 100_000; // rows, bad ones too

  /**
   * Looks at the first rows.
   *
   * @param limit most rows that matter
   */
  static Sample of(Table table, long limit) {
    List<Column> columns = table.columns();
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      profiles.add(new ColumnProfile(table.numbers(i)));
    }
    long most = Math.min(limit, Math.max(FEWEST_ROWS, Math.min(ROWS, CELLS / columns.size())));
    long rows = 0;
    long looked = 0;
    String firstBad = "";
    TableRow row = table.read();
    while (row != null && rows < most && looked < MOST_LOOKED) {
      looked++;
      if (row.problem().isPresent()) {
        firstBad =
            firstBad.isEmpty()
                ? "line %d: %s".formatted(row.line(), row.problem().get())
                : firstBad;
      } else {
        for (int i = 0; i < columns.size(); i++) {
          profiles.get(i).add(row.cells().get(i), row.line());
        }
        rows++;
      }
      row = table.read();
    }
    return new Sample(columns, profiles, rows, row == null || rows == limit, firstBad);
  }

  /** The same of a stream, which goes on: what is constant may yet change. */
  Sample open() {
    return new Sample(columns, profiles, rows, false, firstBad);
  }

  int indexOf(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
