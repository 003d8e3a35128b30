package io.gradstream.workbench.table;

import io.gradstream.workbench.table.DataText.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rows of CSV, one after the other. A quote that is not closed, or so far away that what lies
 * between are rows, costs its own line and no other. Not thread safe.
 */
final class CsvRows {

  /**
   * A row.
   *
   * @param problem why its cells are of no use
   */
  record Row(long line, List<String> cells, Optional<String> problem) {}

  private static final int MOST_LINES = 10_000; // of one row
  private static final int MOST_CHARACTERS = 1 << 22; // of one row
  private static final int LOOK_EVERY = 64; // lines
  private static final int MANY_LINES = 100;

  private final DataText text;
  private final char separator;
  private final CsvCells cells;
  private int columns; // 0: not known yet
  private long longRows;
  private long firstLong; // line

  CsvRows(DataText text, char separator) {
    this.text = text;
    this.separator = separator;
    cells = new CsvCells(separator);
  }

  /** Rows must have as many cells. */
  void expect(int count) {
    columns = count;
  }

  /** The next row, or null after the last. */
  Row next() {
    Line first = text.next();
    while (first != null && isBlank(first)) {
      first = text.next();
    }
    if (first == null) {
      return null;
    }
    if (first.problem().isPresent()) {
      return new Row(first.number(), List.of(), first.problem());
    }
    cells.add(first.text());
    return cells.isOpen()
        ? overLines(first)
        : new Row(first.number(), cells.take(), Optional.empty());
  }

  private boolean isBlank(Line line) {
    String content = line.text();
    for (int i = 0; i < content.length(); i++) {
      char c = content.charAt(i);
      if (!Blanks.isBlank(c) || c == separator && separator != ' ') {
        return false;
      }
    }
    return line.problem().isEmpty();
  }

  private Row overLines(Line first) {
    List<Line> more = new ArrayList<>();
    int characters = 0;
    while (cells.isOpen()) {
      Line next = text.next();
      if (next != null) {
        more.add(next);
        characters += next.text().length();
      }
      if (next == null || next.problem().isPresent() || isTooMuch(more, characters)) {
        return unclosed(first, more);
      }
      cells.add(next.text());
    }
    if (cells.isStray() || areRows(more)) {
      return unclosed(first, more);
    }
    noteLong(first, more.size());
    return new Row(first.number(), cells.take(), Optional.empty());
  }

  private boolean isTooMuch(List<Line> more, int characters) {
    return cells.isStray()
        || more.size() > MOST_LINES
        || characters > MOST_CHARACTERS
        || more.size() % LOOK_EVERY == 0 && areRows(more);
  }

  /** Whether nearly all lines but the last have the cells of a row each. */
  private boolean areRows(List<Line> lines) {
    int between = lines.size() - 1;
    if (columns < 2 || between < (columns == 2 ? 20 : 5)) {
      return false;
    }
    CsvCells each = new CsvCells(separator);
    int rows = 0;
    for (Line line : lines.subList(0, between)) {
      each.add(line.text());
      rows += each.take().size() == columns ? 1 : 0;
    }
    return rows * 10L >= between * 9L;
  }

  private Row unclosed(Line first, List<Line> more) {
    cells.take();
    text.putBack(more);
    return new Row(
        first.number(),
        List.of(),
        Optional.of(
            "a quote begins a cell and is not closed where the cell ends: %s; the lines behind are read"
                .formatted(Names.shown(first.text()))));
  }

  private void noteLong(Line first, int more) {
    if (more >= MANY_LINES) {
      firstLong = longRows == 0 ? first.number() : firstLong;
      longRows++;
    }
  }

  /** What is worth telling, a sentence each. */
  List<String> notes() {
    return longRows == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "%,d rows have a cell of more than %d lines, the first in line %d: is a quote missing there?",
                longRows,
                MANY_LINES,
                firstLong));
  }
}
