package io.gradstream.workbench.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** CSV: the first line names the columns. */
final class CsvTable implements Table {

  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .setTrailingData(true)
          .setLenientEof(true)
          .get();

  private final Path file;
  private final DataText text;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<Column> columns;

  private CsvTable(Path file, DataText text, CSVParser parser) {
    this.file = file;
    this.text = text;
    this.parser = parser;
    records = parser.iterator();
    columns = header();
  }

  static CsvTable of(Path file, DataText text, char separator) throws IOException {
    CSVFormat format = CSV.builder().setDelimiter(separator).get();
    return new CsvTable(file, text, CSVParser.parse(text.reader(), format));
  }

  /** The one of comma, semicolon and tab that is most frequent in the first line. */
  static char separator(String head) {
    long[] counts = new long[3]; // , ; tab
    boolean quoted = false;
    for (int i = 0; i < head.length() && (quoted || "\n\r".indexOf(head.charAt(i)) < 0); i++) {
      char c = head.charAt(i);
      quoted ^= c == '"';
      int separator = quoted ? -1 : ",;\t".indexOf(c);
      if (separator >= 0) {
        counts[separator]++;
      }
    }
    long most = Arrays.stream(counts).max().orElse(0);
    return counts[0] == most ? ',' : counts[1] == most ? ';' : '\t';
  }

  private List<Column> header() {
    CSVRecord names = next(1);
    if (names == null) {
      throw new DataFileException(file + " is empty. Its first line must name its columns.");
    }
    List<Column> header = new ArrayList<>();
    for (String name : names) {
      boolean marked = header.isEmpty() && name.startsWith("\uFEFF");
      header.add(
          new Column(
              unquoted(marked ? name.substring(1) : name),
              Declared.NOTHING,
              parser.getCurrentLineNumber()));
    }
    return List.copyOf(header);
  }

  /** Behind a byte order mark the parser takes a quote for a letter. */
  private static String unquoted(String name) {
    String text = name.strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public TableRow read() {
    long line = parser.getCurrentLineNumber() + 1;
    CSVRecord record = next(line);
    return record == null
        ? null
        : TableRow.of(line, Arrays.asList(record.values()), columns.size());
  }

  private CSVRecord next(long line) {
    text.row().begins();
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      throw new DataFileException(
          "%s cannot be read from line %d on: %s".formatted(file, line, e.getCause().getMessage()));
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
