package io.gradstream.features.decode;

import io.gradstream.features.declared.DeclaredTime;
import io.gradstream.features.event.EventField;
import java.util.Optional;
import org.apache.avro.Schema;

/** What an Avro type says of the times that its whole numbers are. */
final class AvroTime {

  private AvroTime() {}

  /**
   * What a schema says of its whole numbers, by its logical type or by the name that Kafka Connect
   * or Debezium gave its type; null for nothing that is known.
   */
  static DeclaredTime declaredBy(Schema schema) {
    String logical = schema.getProp("logicalType");
    String connect = schema.getProp(AvroValue.CONNECT_NAME);
    return Optional.ofNullable(logical)
        .flatMap(DeclaredTime::ofLogicalType)
        .or(() -> Optional.ofNullable(connect).flatMap(DeclaredTime::ofConnect))
        .orElse(null);
  }

  /** Why whole numbers of a type may not be what is expected of a time; empty for no doubt. */
  static Optional<String> doubt(Schema schema, EventField field) {
    boolean isInt = schema.getType() == Schema.Type.INT;
    if (!isInt && schema.getType() != Schema.Type.LONG) {
      return Optional.empty();
    }
    DeclaredTime time = declaredBy(schema);
    if (time != null) {
      return time.ofDay() && field.required()
          ? Optional.of("a time of day, without a date: " + schema)
          : Optional.empty();
    }
    if (field.unit().isPresent()) {
      return Optional.empty();
    }
    String logical = schema.getProp("logicalType");
    String unknown = logical != null ? logical : schema.getProp(AvroValue.CONNECT_NAME);
    if (unknown != null) {
      return Optional.of("%s, which is not known as a time".formatted(unknown));
    }
    return isInt
        ? Optional.of("an int, which holds no time of today in milliseconds")
        : Optional.empty();
  }
}
