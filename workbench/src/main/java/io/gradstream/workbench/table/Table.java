package io.gradstream.workbench.table;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A data file as rows of text cells, read as a stream: CSV whose first line names the columns,
 * separated by commas, semicolons, tabs, bars or blanks, or ARFF; plain or gzip. What a file is,
 * its first characters say, not its name. Blanks around names and cells are no part of them, be
 * they quoted or not. Or records of a topic. Not thread safe.
 */
public sealed interface Table extends AutoCloseable
    permits ArffTable, CsvTable, FolderTable, RecordTable {

  /** What a file says itself of a column; CSV says nothing. */
  enum Declared {
    NOTHING,
    NUMBER,
    CATEGORY,
    TEXT,
    TIME,
    /** A time without a date, which is no event's. */
    TIME_OF_DAY
  }

  /**
   * A column.
   *
   * @param line that names it
   * @param values that a file declares of a category, in its order; empty: not known
   */
  record Column(String name, Declared declared, long line, List<String> values) {

    public Column {
      values = List.copyOf(values);
    }

    Column(String name, Declared declared, long line) {
      this(name, declared, line, List.of());
    }
  }

  /**
   * Opens a file.
   *
   * @throws DataFileException when it is empty, or its head cannot be read
   */
  static Table open(InputFile file) throws IOException {
    return of(file, DataText.open(file));
  }

  /** Reads what was opened by {@link DataText}; closes it when it is of no use. */
  static Table of(InputFile file, DataText text) throws IOException {
    try {
      return ArffTable.isArff(text.head()) ? new ArffTable(file, text) : new CsvTable(file, text);
    } catch (RuntimeException e) {
      text.close();
      throw e;
    }
  }

  /** The columns in the file's order. */
  List<Column> columns();

  /**
   * The next row, or null after the last.
   *
   * @throws DataFileException when the file is torn
   */
  TableRow read();

  /** How a column writes numbers. */
  default NumberForm numbers(int column) {
    return NumberForm.POINT;
  }

  /** What is worth telling of the rows read so far, a sentence each. */
  default List<String> notes() {
    return List.of();
  }

  /** What to say to whoever does not find a column, or empty text. */
  default String doubts() {
    return "";
  }

  @Override
  void close() throws IOException;

  /** Index of each column by its name, in the file's order; the first of those of one name. */
  default Map<String, Integer> byName() {
    List<Column> columns = columns();
    Map<String, Integer> byName = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      byName.putIfAbsent(columns.get(i).name(), i);
    }
    return byName;
  }

  /**
   * Refuses a column that is named twice.
   *
   * @param used which names matter
   */
  default void requireNamedOnce(Object file, Predicate<String> used) {
    List<Column> columns = columns();
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      Integer before = seen.putIfAbsent(column.name(), i + 1);
      if (before != null && !column.name().isEmpty() && used.test(column.name())) {
        throw new DataFileException(
            "%s line %d: columns %d and %d are both named %s. Give one of them another name."
                .formatted(file, column.line(), before, i + 1, column.name()));
      }
    }
  }
}
