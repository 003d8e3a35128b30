package io.gradstream.workbench.evaluate;

import io.gradstream.features.decode.LabelApart;
import io.gradstream.features.event.ArrayRules;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.TargetRule;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.workbench.table.FilesBeside;
import io.gradstream.workbench.table.Manners;
import io.gradstream.workbench.table.MissingCell;
import io.gradstream.workbench.table.NumberForm;
import io.gradstream.workbench.table.Table;
import io.gradstream.workbench.table.TableRow;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a learner reads the rows of a table. Columns are found by their names; a field's value is
 * what the cell says under the rules of all formats, a number as its column writes it. An empty
 * cell is a missing one, and where no text is asked for, so are the usual words for one. A file
 * without a column for the id counts its rows, from 0. Not thread safe.
 */
final class CellReading {

  private final RecordOf events;
  private final String ownLabel; // empty text: none
  private final Optional<RecordOf> labels; // absent: inside the event
  private final int targetColumn; // -1: every event is its own label

  /** Columns of a table, and what of its cells is worth telling. */
  private record Cells(Table table, FilesBeside files, Columns columns, Manners manners) {
    String number(int column, String cell) {
      Optional<NumberForm.Read> read = table.numbers(column).read(cell);
      if (read.isEmpty()) {
        return MissingCell.isInfinite(cell) ? "Infinity" : cell;
      }
      manners.add(table.columns().get(column).name(), cell, read.get());
      return read.get().plain();
    }
  }

  /**
   * The fields of one kind of record, and the columns they come from.
   *
   * @param targetField -1: none
   */
  private record RecordOf(
      EventBuilder builder,
      FieldType[] types,
      boolean[] areFiles,
      int[] columns,
      int idField,
      int targetField,
      TargetRule target,
      Cells cells) {

    static RecordOf of(
        EventSchema schema, int[] columns, int idField, TargetRule target, Cells cells) {
      FieldType[] types = schema.fields().stream().map(EventField::type).toArray(FieldType[]::new);
      int targetField = schema.indexOf(target.field());
      boolean[] areFiles = new boolean[types.length];
      for (int i = 0; i < types.length; i++) {
        areFiles[i] = schema.fields().get(i).medium().isPresent();
      }
      return new RecordOf(
          new EventBuilder(schema), types, areFiles, columns, idField, targetField, target, cells);
    }

    Decoded read(List<String> row, long index) {
      for (int field = 0; field < columns.length; field++) {
        int column = columns[field];
        if (column < 0) {
          builder.setCell(field, field == idField ? Long.toString(index) : null);
        } else if (areFiles[field] && isPath(row.get(column))) {
          readFile(field, row.get(column));
        } else {
          builder.setCell(field, value(field, column, row.get(column)));
        }
      }
      return builder.build();
    }

    /** Base64 has no dot, and a file's name has one. */
    private static boolean isPath(String cell) {
      return cell.contains(".")
          && !ArrayRules.isBase64(cell)
          && !Character.isWhitespace(cell.charAt(0));
    }

    private void readFile(int field, String cell) {
      try {
        builder.set(field, cells.files().read(cell));
      } catch (FilesBeside.AbsentException e) {
        builder.refuse(field, Reason.WRONG_TYPE, e.getMessage());
      }
    }

    private String value(int field, int column, String cell) {
      if (isMissing(field, cell)) {
        return null;
      }
      return switch (types[field]) {
        case NUMBER -> cells.number(column, cell);
        case NUMBERS -> withPoints(column, cell);
        case TEXT, TIME, BOOLEAN -> cell;
      };
    }

    private String withPoints(int column, String cell) {
      return cells.table().numbers(column).decimal() == ',' ? cell.replace(',', '.') : cell;
    }

    boolean isMissing(int field, String cell) {
      if (cell.isEmpty() || types[field] != FieldType.TEXT) {
        return MissingCell.is(cell);
      }
      return field == targetField && MissingCell.isNoLabel(cell) && !target.names(cell);
    }

    /** The same, where nothing may be set aside. */
    Decoded readStrictly(List<String> row, long index) {
      Decoded read = read(row, index);
      return read instanceof Decoded.Good good ? good.requiring(field -> true) : read;
    }

    boolean reads(int column) {
      return Arrays.stream(columns).anyMatch(read -> read == column);
    }
  }

  private CellReading(
      RecordOf events, Optional<RecordOf> labels, int targetColumn, LearnerSpec spec) {
    this.events = events;
    this.ownLabel = spec.ownLabel();
    this.labels = labels;
    this.targetColumn = targetColumn;
  }

  /**
   * Finds the learner's columns.
   *
   * @param files that cells of pictures and sounds name
   * @param columns to which is told what is not there
   */
  static CellReading of(
      LearnerSpec spec, Table table, FilesBeside files, Columns columns, Manners manners) {
    Cells cells = new Cells(table, files, columns, manners);
    String target = spec.target().field();
    int targetColumn = target.isEmpty() ? Columns.ABSENT : columns.required(target);
    Optional<RecordOf> labels =
        spec.labels() instanceof LabelsSpec.OwnTopic topic
            ? Optional.of(labels(topic, spec.target(), cells))
            : Optional.empty();
    return new CellReading(events(spec, cells), labels, targetColumn, spec);
  }

  private static RecordOf events(LearnerSpec spec, Cells cells) {
    EventSchema schema = spec.model().events();
    String id = spec.events().id().orElse("");
    int[] columns = cells.columns().of(schema, field -> field.name().equals(id) || isBeside(field));
    return RecordOf.of(schema, columns, schema.indexOf(id), spec.target(), cells);
  }

  /** A data file seldom has what stood beside a record's value; none may be without a key. */
  private static boolean isBeside(EventField field) {
    return RecordField.isMeant(field.name()) && !field.required();
  }

  /** The target's cell decides whether there is a label: whatever else is absent is missing. */
  private static RecordOf labels(LabelsSpec.OwnTopic topic, TargetRule target, Cells cells) {
    EventSchema schema = topic.schema();
    EventSchema optional =
        new EventSchema(schema.fields().stream().map(EventField::optional).toList(), schema.zone());
    int[] columns = cells.columns().of(optional, field -> true);
    return RecordOf.of(optional, columns, optional.indexOf(topic.id()), target, cells);
  }

  boolean reads(int column) {
    return events.reads(column) || labels.filter(of -> of.reads(column)).isPresent();
  }

  /**
   * A row.
   *
   * @param number from 0
   */
  Row row(TableRow row, long number) {
    if (row.problem().isPresent()) {
      Decoded bad = new Decoded.Bad(Reason.MALFORMED, "", row.problem().get());
      return new Row(number, row.line(), bad, Optional.empty());
    }
    LabelApart event = LabelApart.of(events.read(row.cells(), number), ownLabel);
    return new Row(number, row.line(), event.event(), label(row.cells(), number, event));
  }

  private Optional<Decoded> label(List<String> cells, long row, LabelApart event) {
    RecordOf said = labels.orElse(events);
    if (targetColumn >= 0 && said.isMissing(said.targetField(), cells.get(targetColumn))) {
      return Optional.empty();
    }
    if (event.label().isPresent()) {
      return Optional.of(event.label().get());
    }
    return Optional.of(labels.isPresent() ? said.readStrictly(cells, row) : event.event());
  }
}
