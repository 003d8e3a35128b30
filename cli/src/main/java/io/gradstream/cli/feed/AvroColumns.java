package io.gradstream.cli.feed;

import io.gradstream.features.decode.AvroSchemas;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldPath;
import io.gradstream.features.event.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The columns that a data file may have for an Avro record: one for each value, named by its path;
 * of a map, one for each key that the learner reads. What has no end, as a record within itself, is
 * a column where it begins again.
 */
final class AvroColumns {

  private final EventSchema read;
  private final List<Schema> open = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();
  private final List<EventField> columns = new ArrayList<>();

  /**
   * @param read the fields the learner reads
   */
  AvroColumns(EventSchema read) {
    this.read = read;
  }

  /** The columns of a record. */
  List<EventField> of(Schema record) {
    addAll(record);
    return columns;
  }

  private void addAll(Schema record) {
    open.add(record);
    for (Schema.Field field : record.getFields()) {
      steps.add(field.name());
      add(field.schema());
      steps.remove(steps.size() - 1);
    }
    open.remove(record);
  }

  private void add(Schema schema) {
    Schema value = schema.isUnion() ? firstOfValue(schema) : schema;
    if (value.getType() == Schema.Type.RECORD && !open.contains(value)) {
      addAll(value);
    } else if (value.getType() == Schema.Type.MAP) {
      addKeys();
    } else {
      columns.add(column(FieldPath.to(steps), value));
    }
  }

  /**
   * A time that the learner reads counts as it says, whatever the schema calls it; what it reads as
   * a file is passed on as one.
   */
  private EventField column(String name, Schema value) {
    int index = read.indexOf(name);
    Optional<EventField> same =
        index < 0
            ? Optional.empty()
            : Optional.of(read.fields().get(index))
                .filter(field -> field.type() == FieldType.TIME || field.medium().isPresent());
    return same.map(field -> field.optional().unread())
        .orElseGet(() -> new EventField(name, type(value), false));
  }

  private void addKeys() {
    for (EventField field : read.fields()) {
      List<String> path = FieldPath.of(field.name()).steps();
      if (path.size() > steps.size() && path.subList(0, steps.size()).equals(steps)) {
        columns.add(field.optional());
      }
    }
  }

  private static FieldType type(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> type(firstOfValue(schema));
      case BOOLEAN -> FieldType.BOOLEAN;
      case INT, LONG -> AvroSchemas.isTime(schema) ? FieldType.TIME : FieldType.NUMBER;
      case FLOAT, DOUBLE -> FieldType.NUMBER;
      case BYTES, FIXED -> AvroSchemas.bytesAre(schema);
      case ARRAY ->
          type(schema.getElementType()) == FieldType.NUMBER ? FieldType.NUMBERS : FieldType.TEXT;
      case STRING, ENUM, MAP, RECORD, NULL -> FieldType.TEXT;
    };
  }

  private static Schema firstOfValue(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElse(Schema.create(Schema.Type.NULL));
  }
}
