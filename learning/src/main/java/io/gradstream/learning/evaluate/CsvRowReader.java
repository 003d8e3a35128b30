package io.gradstream.learning.evaluate;

import io.gradstream.features.Decoded;
import io.gradstream.features.EventBuilder;
import io.gradstream.features.EventField;
import io.gradstream.features.EventSchema;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Rows of CSV. Columns are found by the header's names; a field's value is what the cell says under
 * the rules of all formats, an empty cell is a missing one. A file without a column for the id
 * counts its rows, from 0.
 */
final class CsvRowReader implements RowReader {

  private static final CSVFormat CSV =
      CSVFormat.RFC4180
          .builder()
          .setIgnoreSurroundingSpaces(true)
          .setIgnoreEmptyLines(true)
          .setTrailingData(true)
          .setLenientEof(true)
          .get();

  private static final int EVENT_ITSELF = -1;

  private final Path file;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final RecordOf events;
  private final Optional<RecordOf> labels; // absent: inside the event
  private final int targetColumn; // -1: every event is its own label
  private long index;

  /** The fields of one kind of record, and the columns they come from. */
  private record RecordOf(EventBuilder builder, int[] columns, int idField) {

    Decoded read(CSVRecord cells, long index) {
      for (int field = 0; field < columns.length; field++) {
        String cell = columns[field] < 0 ? null : cell(cells, columns[field]);
        builder.setCell(
            field, columns[field] < 0 && field == idField ? Long.toString(index) : cell);
      }
      return builder.build();
    }
  }

  private CsvRowReader(
      Path file,
      CSVParser parser,
      Iterator<CSVRecord> records,
      RecordOf events,
      Optional<RecordOf> labels,
      int targetColumn) {
    this.file = file;
    this.parser = parser;
    this.records = records;
    this.events = events;
    this.labels = labels;
    this.targetColumn = targetColumn;
  }

  /**
   * Finds the file's columns.
   *
   * @throws DataFileException when it is empty or lacks a column
   */
  static CsvRowReader of(LearnerSpec spec, Path file, Reader text) throws IOException {
    CSVParser parser = CSVParser.parse(text, CSV);
    try {
      return of(spec, file, parser);
    } catch (RuntimeException e) {
      parser.close();
      throw e;
    }
  }

  private static CsvRowReader of(LearnerSpec spec, Path file, CSVParser parser) {
    Iterator<CSVRecord> records = parser.iterator();
    CSVRecord names = next(records, file, 1);
    if (names == null) {
      throw new DataFileException(file + " is empty. Its first line must name its columns.");
    }
    Map<String, Integer> header = header(names);
    Set<String> missing = new HashSet<>();
    String target = spec.target().field();
    if (!target.isEmpty() && !header.containsKey(target)) {
      missing.add(target);
    }
    RecordOf events = events(spec, header, missing);
    Optional<RecordOf> labels =
        spec.labels() instanceof LabelsSpec.OwnTopic topic
            ? Optional.of(labels(topic, target, header, missing))
            : Optional.empty();
    if (!missing.isEmpty()) {
      throw Columns.missing(file.toString(), missing, header);
    }
    return new CsvRowReader(file, parser, records, events, labels, header.getOrDefault(target, -1));
  }

  private static RecordOf events(
      LearnerSpec spec, Map<String, Integer> header, Set<String> missing) {
    EventSchema schema = spec.model().events();
    String id = spec.events().id().orElse("");
    int[] columns = Columns.of(schema, header, Set.of(id), missing);
    return new RecordOf(new EventBuilder(schema), columns, schema.indexOf(id));
  }

  /** The target's cell decides whether there is a label: whatever else is absent is missing. */
  private static RecordOf labels(
      LabelsSpec.OwnTopic topic, String target, Map<String, Integer> header, Set<String> missing) {
    EventSchema schema = topic.schema();
    EventSchema optional =
        new EventSchema(schema.fields().stream().map(EventField::optional).toList(), schema.zone());
    int[] columns = Columns.of(optional, header, Set.of(), missing);
    return new RecordOf(new EventBuilder(optional), columns, optional.indexOf(topic.id()));
  }

  /** Column by name, in the file's order; the first of columns with the same name. */
  private static Map<String, Integer> header(CSVRecord names) {
    Map<String, Integer> header = new LinkedHashMap<>();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      String withoutMark = column == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name;
      header.putIfAbsent(withoutMark.strip(), column);
    }
    return header;
  }

  @Override
  public Row read() {
    long line = parser.getCurrentLineNumber() + 1;
    CSVRecord cells = next(records, file, line);
    if (cells == null) {
      return null;
    }
    long row = index++;
    Decoded event = events.read(cells, row);
    return new Row(row, line, event, label(cells, row, event));
  }

  private static CSVRecord next(Iterator<CSVRecord> records, Path file, long line) {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      throw new DataFileException(
          "%s cannot be read from line %d on: %s".formatted(file, line, e.getCause().getMessage()));
    }
  }

  private Optional<Decoded> label(CSVRecord cells, long row, Decoded event) {
    if (targetColumn >= 0 && isEmpty(cell(cells, targetColumn))) {
      return Optional.empty();
    }
    return Optional.of(labels.isPresent() ? labels.get().read(cells, row) : event);
  }

  private static boolean isEmpty(String cell) {
    return cell == null || cell.isEmpty();
  }

  private static String cell(CSVRecord cells, int column) {
    return column < cells.size() ? cells.get(column) : null;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
