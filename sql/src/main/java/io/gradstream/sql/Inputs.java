package io.gradstream.sql;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventBuilder;
import io.gradstream.features.event.EventField;
import io.gradstream.model.ModelSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.ArrayType;

/** The columns a model takes: the fields that answers of its learner need, by name. */
record Inputs(List<SqlColumn> columns) implements Serializable {

  /** What does not fit a learner, in words. */
  List<String> mistakes(ModelSpec spec) {
    List<EventField> fields = fields(spec);
    Stream<String> ofColumns =
        columns.stream().flatMap(column -> mistake(column, fields, spec.learner()).stream());
    Stream<String> missing =
        fields.stream()
            .filter(field -> columns.stream().noneMatch(one -> one.name().equals(field.name())))
            .map(
                field ->
                    "INPUT lacks the column '%s' (%s), which %s reads: add it there and to DESCRIPTOR; a table without it may give CAST(NULL AS %s)"
                        .formatted(
                            field.name(), preferred(field), spec.learner(), preferred(field)));
    return Stream.concat(ofColumns, missing).toList();
  }

  private static Optional<String> mistake(
      SqlColumn column, List<EventField> fields, String learner) {
    Optional<EventField> field =
        fields.stream().filter(one -> one.name().equals(column.name())).findFirst();
    if (field.isEmpty()) {
      return Optional.of(
          "INPUT has a column '%s', which %s does not read: leave it out; it reads %s"
              .formatted(
                  column.name(),
                  learner,
                  fields.stream().map(EventField::name).collect(Collectors.joining(", "))));
    }
    if (!SqlKind.of(column.type()).fills(field.get().type())) {
      return Optional.of(
          "INPUT column '%s' must be %s: it is %s; CAST what the table has"
              .formatted(column.name(), expected(field.get()), column.type().asSummaryString()));
    }
    return Optional.empty();
  }

  private static String expected(EventField field) {
    return switch (field.type()) {
      case NUMBER -> "a number (DOUBLE or another type of numbers, or STRING that says one)";
      case BOOLEAN -> "true or false (BOOLEAN, a type of numbers for 1 and 0, or STRING)";
      case TEXT -> "text (STRING, or whole numbers)";
      case TIME ->
          "a time (TIMESTAMP_LTZ, TIMESTAMP, DATE, numbers since 1970, or ISO 8601 STRING)";
      case NUMBERS ->
          field.medium().isPresent()
              ? "%s (BYTES, STRING with their base64, or ARRAY<FLOAT> of what was read)"
                  .formatted(field.medium().get().expected())
              : "an array of numbers (ARRAY<FLOAT> or of another type of numbers, or BYTES)";
    };
  }

  /** Columns that fit a learner, as SQL declares them. */
  static String fitting(ModelSpec spec) {
    return fields(spec).stream()
        .map(field -> SqlColumn.quoted(field.name()) + " " + preferred(field))
        .collect(Collectors.joining(", "));
  }

  private static String preferred(EventField field) {
    return SqlKind.preferred(field.type(), field.medium().isPresent());
  }

  private static List<EventField> fields(ModelSpec spec) {
    return spec.events().fields().stream()
        .filter(field -> spec.needed().contains(field.name()))
        .toList();
  }

  /** Reads rows into events of a learner that the columns fit. */
  Reader reader(ModelSpec spec) {
    return new Reader(spec);
  }

  /** Used by one thread. */
  final class Reader {

    private final ModelSpec spec;
    private final EventBuilder event;
    private final List<Slot> slots = new ArrayList<>();

    /** Where a column's values go. */
    private record Slot(SqlColumn column, int field, SqlKind kind, Optional<Elements> elements) {}

    private Reader(ModelSpec spec) {
      this.spec = spec;
      this.event = new EventBuilder(spec.asked());
      for (SqlColumn column : columns) {
        slots.add(
            new Slot(
                column,
                spec.events().indexOf(column.name()),
                SqlKind.of(column.type()),
                column.type() instanceof ArrayType array ? Elements.of(array) : Optional.empty()));
      }
    }

    /**
     * The row's event, by the rules of training; NULL is missing.
     *
     * @throws ValidationException when an array is not of the type that was declared
     */
    Decoded read(RowData row) {
      GenericRowData values = (GenericRowData) row; // as PredictFunction makes it
      for (int i = 0; i < slots.size(); i++) {
        set(values.getField(i), slots.get(i));
      }
      return event.build();
    }

    private static float[] numbers(ArrayData array, Slot slot) {
      try {
        return slot.elements().orElseThrow().all(array);
      } catch (ClassCastException e) {
        throw new ValidationException(
            "INPUT column '%s' is %s, and what DESCRIPTOR names for it has elements of another type, which Flink does not cast: CAST it in a view"
                .formatted(slot.column().name(), slot.column().type().asSummaryString()),
            e);
      }
    }

    private void set(Object value, Slot slot) {
      if (value == null) {
        event.set(slot.field(), null);
      } else if (value instanceof ArrayData array) {
        event.set(slot.field(), numbers(array, slot));
      } else {
        slot.kind().set(value, event, slot.field(), spec.events().zone());
      }
    }
  }
}
