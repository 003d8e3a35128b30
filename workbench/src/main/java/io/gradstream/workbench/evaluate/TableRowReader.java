package io.gradstream.workbench.evaluate;

import io.gradstream.features.decode.LabelApart;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.table.DataFileException;
import io.gradstream.workbench.table.MissingCell;
import io.gradstream.workbench.table.Table;
import io.gradstream.workbench.table.TableRow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a table. Columns are found by their names; a field's value is what the cell says under
 * the rules of all formats. An empty cell is a missing one, and where no text is asked for, so are
 * the usual words for one. A file without a column for the id counts its rows, from 0.
 */
final class TableRowReader implements RowReader {

  private final Table table;
  private final RecordOf events;
  private final String ownLabel; // empty text: none
  private final Optional<RecordOf> labels; // absent: inside the event
  private final int targetColumn; // -1: every event is its own label
  private final boolean targetIsText;
  private long index;

  /** The fields of one kind of record, and the columns they come from. */
  private record RecordOf(
      EventBuilder builder, EventSchema schema, int[] columns, int idField, boolean[] isText) {

    static RecordOf of(EventSchema schema, int[] columns, int idField) {
      boolean[] isText = new boolean[columns.length];
      for (int field = 0; field < columns.length; field++) {
        isText[field] = schema.fields().get(field).type() == FieldType.TEXT;
      }
      return new RecordOf(new EventBuilder(schema), schema, columns, idField, isText);
    }

    Decoded read(List<String> cells, long index) {
      for (int field = 0; field < columns.length; field++) {
        String cell = columns[field] < 0 ? null : cells.get(columns[field]);
        boolean missing = isMissing(cell, isText[field]);
        builder.setCell(
            field,
            columns[field] < 0 && field == idField ? Long.toString(index) : missing ? null : cell);
      }
      return builder.build();
    }

    /** The same, where nothing may be set aside. */
    Decoded readStrictly(List<String> cells, long index) {
      Decoded read = read(cells, index);
      return read instanceof Decoded.Good good ? good.requiring(field -> true) : read;
    }

    boolean reads(int column) {
      return Arrays.stream(columns).anyMatch(read -> read == column);
    }

    boolean isText(String name) {
      int field = schema.indexOf(name);
      return field >= 0 && isText[field];
    }
  }

  private TableRowReader(
      Table table, RecordOf events, Optional<RecordOf> labels, int targetColumn, LearnerSpec spec) {
    this.table = table;
    this.events = events;
    this.ownLabel = spec.ownLabel();
    this.labels = labels;
    this.targetColumn = targetColumn;
    targetIsText = labels.orElse(events).isText(spec.target().field());
  }

  /**
   * Finds the file's columns.
   *
   * @param table is closed when it will not do
   * @throws DataFileException when it lacks a column, or has one twice
   */
  static TableRowReader of(LearnerSpec spec, Path file, Table table) throws IOException {
    try {
      return found(spec, file, table);
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  private static TableRowReader found(LearnerSpec spec, Path file, Table table) {
    Map<String, Integer> header = table.byName();
    Set<String> missing = new HashSet<>();
    String target = spec.target().field();
    String targetColumn = Columns.of(target, header.keySet());
    if (!target.isEmpty() && !header.containsKey(targetColumn)) {
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
    table.requireNamedOnce(
        file,
        name -> {
          int column = header.get(name);
          return events.reads(column) || labels.filter(of -> of.reads(column)).isPresent();
        });
    return new TableRowReader(table, events, labels, header.getOrDefault(targetColumn, -1), spec);
  }

  private static RecordOf events(
      LearnerSpec spec, Map<String, Integer> header, Set<String> missing) {
    EventSchema schema = spec.model().events();
    String id = spec.events().id().orElse("");
    int[] columns =
        Columns.of(schema, header, field -> field.name().equals(id) || isBeside(field), missing);
    return RecordOf.of(schema, columns, schema.indexOf(id));
  }

  /** A data file seldom has what stood beside a record's value; none may be without a key. */
  private static boolean isBeside(EventField field) {
    return RecordField.isMeant(field.name()) && !field.required();
  }

  /** The target's cell decides whether there is a label: whatever else is absent is missing. */
  private static RecordOf labels(
      LabelsSpec.OwnTopic topic, String target, Map<String, Integer> header, Set<String> missing) {
    EventSchema schema = topic.schema();
    EventSchema optional =
        new EventSchema(schema.fields().stream().map(EventField::optional).toList(), schema.zone());
    int[] columns = Columns.of(optional, header, field -> true, missing);
    return RecordOf.of(optional, columns, optional.indexOf(topic.id()));
  }

  @Override
  public Row read() {
    TableRow row = table.read();
    if (row == null) {
      return null;
    }
    long number = index++;
    if (row.problem().isPresent()) {
      Decoded bad = new Decoded.Bad(Reason.MALFORMED, "", row.problem().get());
      return new Row(number, row.line(), bad, Optional.empty());
    }
    LabelApart event = LabelApart.of(events.read(row.cells(), number), ownLabel);
    return new Row(number, row.line(), event.event(), label(row.cells(), number, event));
  }

  private Optional<Decoded> label(List<String> cells, long row, LabelApart event) {
    if (targetColumn >= 0 && isMissing(cells.get(targetColumn), targetIsText)) {
      return Optional.empty();
    }
    if (event.label().isPresent()) {
      return Optional.of(event.label().get());
    }
    return Optional.of(labels.isPresent() ? labels.get().readStrictly(cells, row) : event.event());
  }

  private static boolean isMissing(String cell, boolean isText) {
    return cell == null || cell.isEmpty() || (!isText && MissingCell.is(cell));
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
