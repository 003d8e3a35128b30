package io.gradstream.workbench.table;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** CSV: the first line names the columns, or whoever opens it does. */
final class CsvTable implements Table {

  private static final int LOOK = 200; // rows, to see how numbers are written

  private final InputFile file;
  private final DataText text;
  private final CsvRows rows;
  private final List<Column> columns;
  private final List<String> notes;
  private final Deque<TableRow> ahead = new ArrayDeque<>();
  private final NumberEvidence evidence;
  private boolean looksLikeData;

  CsvTable(InputFile file, DataText text) {
    this.file = file;
    this.text = text;
    CsvHead head = CsvHead.read(text, file.form());
    notes = new ArrayList<>(head.notes());
    rows = new CsvRows(text, head.separator());
    columns = header();
    rows.expect(columns.size());
    evidence = new NumberEvidence(columns.size());
    lookAhead();
  }

  private List<Column> header() {
    CsvRows.Row first = rows.next();
    if (first == null) {
      throw new DataFileException(file + " is empty. Its first line must name its columns.");
    }
    if (first.problem().isPresent()) {
      throw new DataFileException(
          "%s line %d: %s. It must name the columns."
              .formatted(file, first.line(), first.problem().get()));
    }
    List<String> given = file.form().header();
    if (given.isEmpty()) {
      looksLikeData = isOfNumbers(first.cells());
      return named(first.cells(), first.line());
    }
    if (given.size() != first.cells().size()) {
      throw new DataFileException(
          "--header names %d columns and line %d of %s has %d cells: %s. Name each column, in their order."
              .formatted(
                  given.size(),
                  first.line(),
                  file,
                  first.cells().size(),
                  Names.some(first.cells())));
    }
    if (given.equals(first.cells())) {
      notes.add("line %d has the names of --header, and is no row".formatted(first.line()));
    } else {
      ahead.add(new TableRow(first.line(), first.cells(), Optional.empty()));
    }
    return named(given, first.line());
  }

  private static List<Column> named(List<String> names, long line) {
    return names.stream().map(name -> new Column(name, Declared.NOTHING, line)).toList();
  }

  private static boolean isOfNumbers(List<String> cells) {
    return new HashSet<>(cells).size() < cells.size()
        || cells.stream().anyMatch(cell -> NumberForm.POINT.read(cell).isPresent());
  }

  private void lookAhead() {
    ahead.forEach(row -> evidence.add(row.cells()));
    while (ahead.size() < LOOK && text.isWithinHead()) {
      TableRow row = readOn();
      if (row == null) {
        return;
      }
      ahead.add(row);
      evidence.add(row.cells());
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public NumberForm numbers(int column) {
    return file.form().decimal().map(NumberForm::new).orElseGet(() -> evidence.of(column));
  }

  @Override
  public String doubts() {
    return looksLikeData
        ? " Line 1 looks like a row: if no line names the columns, name them with --header NAME,NAME,..."
        : "";
  }

  @Override
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    all.addAll(rows.notes());
    return all;
  }

  @Override
  public TableRow read() {
    return ahead.isEmpty() ? readOn() : ahead.removeFirst();
  }

  private TableRow readOn() {
    CsvRows.Row row = rows.next();
    if (row == null) {
      return null;
    }
    return row.problem().isPresent()
        ? TableRow.unusable(row.line(), row.problem().get())
        : TableRow.of(row.line(), row.cells(), columns.size());
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
