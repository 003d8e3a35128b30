package io.gradstream.workbench.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A data file as rows of text cells, read as a stream: CSV whose first line names the columns,
 * separated by commas, semicolons or tabs, or ARFF; plain or gzip. What a file is, its first
 * characters say, not its name. Or records of a topic. Not thread safe.
 */
public sealed interface Table extends AutoCloseable permits ArffTable, CsvTable, RecordTable {

  /** What a file says itself of a column; CSV says nothing. */
  enum Declared {
    NOTHING,
    NUMBER,
    CATEGORY,
    TEXT,
    TIME
  }

  /**
   * A column.
   *
   * @param line that names it
   */
  record Column(String name, Declared declared, long line) {}

  /**
   * Opens a file.
   *
   * @throws DataFileException when it is empty, or its head cannot be read
   */
  static Table open(Path file) throws IOException {
    return of(file, DataText.open(file));
  }

  /** Reads what was opened by {@link DataText#open}; closes it when it is of no use. */
  static Table of(Path file, DataText text) throws IOException {
    try {
      String head = head(text.reader());
      return ArffTable.isArff(head)
          ? new ArffTable(file, text)
          : CsvTable.of(file, text, CsvTable.separator(head));
    } catch (IOException | RuntimeException e) {
      text.reader().close();
      throw e;
    }
  }

  /** The first characters; a file that is torn there says so when its rows are read. */
  private static String head(BufferedReader text) throws IOException {
    char[] head = new char[DataText.BUFFER / 2];
    text.mark(head.length);
    int length = 0;
    try {
      int read = 0;
      while (read >= 0 && length < head.length) {
        length += read;
        read = text.read(head, length, head.length - length);
      }
    } catch (IOException e) {
      // comes again
    }
    text.reset();
    return new String(head, 0, length);
  }

  /** The columns in the file's order. */
  List<Column> columns();

  /**
   * The next row, or null after the last.
   *
   * @throws DataFileException when the file is torn
   */
  TableRow read();

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
  default void requireNamedOnce(Path file, Predicate<String> used) {
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
