package io.gradstream.workbench.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * ARFF, Weka's format: attributes that are numeric, nominal, string or date, comments, and {@code
 * ?} for a missing value. A date is given as ISO 8601 text, whatever its own form.
 */
final class ArffTable implements Table {

  private final Path file;
  private final DataText text;
  private final List<ArffAttribute> attributes = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private long line;

  ArffTable(Path file, DataText text) {
    this.file = file;
    this.text = text;
    readHeader();
  }

  /** Whether the first line that is no comment is one of ARFF. */
  static boolean isArff(String head) {
    return head.lines()
        .map(line -> line.replace("\uFEFF", "").strip().toLowerCase(Locale.ROOT))
        .filter(line -> !line.isEmpty() && !line.startsWith("%"))
        .findFirst()
        .filter(line -> line.startsWith("@relation") || line.startsWith("@attribute"))
        .isPresent();
  }

  private void readHeader() {
    String next = nextLine();
    while (next != null && !next.toLowerCase(Locale.ROOT).startsWith("@data")) {
      if (next.toLowerCase(Locale.ROOT).startsWith("@attribute")) {
        ArffAttribute attribute = attribute(next.substring("@attribute".length()).strip());
        attributes.add(attribute);
        columns.add(new Column(attribute.name(), attribute.declared(), line));
      }
      next = nextLine();
    }
    if (next == null || columns.isEmpty()) {
      throw new DataFileException(
          "%s line %d: an ARFF file must have @attribute lines and then @data"
              .formatted(file, line));
    }
  }

  private ArffAttribute attribute(String declaration) {
    try {
      return ArffAttribute.of(declaration);
    } catch (IllegalArgumentException e) {
      throw new DataFileException("%s line %d: %s".formatted(file, line, e.getMessage()));
    }
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public TableRow read() {
    String next = nextLine();
    if (next == null) {
      return null;
    }
    if (next.startsWith("{")) {
      throw new DataFileException(
          "%s line %d: sparse rows are not read. Write every value of the row, 0 included."
              .formatted(file, line));
    }
    try {
      List<String> values = ArffValues.split(next);
      for (int i = 0; i < Math.min(values.size(), attributes.size()); i++) {
        values.set(i, attributes.get(i).cell(values.get(i)));
      }
      return TableRow.of(line, values, columns.size());
    } catch (IllegalArgumentException e) {
      return TableRow.unusable(line, e.getMessage());
    }
  }

  /** The next line that is neither empty nor a comment, or null. */
  private String nextLine() {
    try {
      String next = rawLine();
      while (next != null && (next.isEmpty() || next.startsWith("%"))) {
        next = rawLine();
      }
      return next;
    } catch (IOException e) {
      throw new DataFileException(
          "%s cannot be read from line %d on: %s".formatted(file, line, e.getMessage()));
    }
  }

  private String rawLine() throws IOException {
    line++;
    text.row().begins();
    String next = text.reader().readLine();
    if (next == null) {
      return null;
    }
    return (line == 1 && next.startsWith("\uFEFF") ? next.substring(1) : next).strip();
  }

  @Override
  public void close() throws IOException {
    text.reader().close();
  }
}
