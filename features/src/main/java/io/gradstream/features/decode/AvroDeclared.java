package io.gradstream.features.decode;

import io.gradstream.features.declared.DeclaredField;
import io.gradstream.features.declared.DeclaredField.Kind;
import io.gradstream.features.declared.DeclaredTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** What an Avro schema declares of fields, in the words that all schemas have in common. */
public final class AvroDeclared {

  private AvroDeclared() {}

  /**
   * Of a field; empty where the schema has none of the name, or nothing but null.
   *
   * @param record that holds the event's fields
   * @param field a name, or the path to it
   */
  public static Optional<DeclaredField> of(Schema record, String field) {
    if (!(AvroPath.follow(record, field) instanceof AvroPath.Value value)) {
      return Optional.empty();
    }
    List<Schema> all =
        value.schemas().stream().flatMap(schema -> AvroPath.branches(schema).stream()).toList();
    List<DeclaredField> known =
        all.stream()
            .filter(schema -> schema.getType() != Schema.Type.NULL)
            .map(schema -> of(schema, isNullable(all)))
            .toList();
    return known.isEmpty() ? Optional.empty() : Optional.of(DeclaredField.either(known));
  }

  private static boolean isNullable(List<Schema> all) {
    return all.stream().anyMatch(schema -> schema.getType() == Schema.Type.NULL);
  }

  private static DeclaredField of(Schema schema, boolean optional) {
    Optional<DeclaredTime> time = Optional.ofNullable(AvroTime.declaredBy(schema));
    AvroValue value = AvroValue.of(schema);
    Optional<Integer> scale =
        value instanceof AvroValue.Decimal decimal
            ? Optional.of(decimal.scale())
            : Optional.empty();
    String doc = schema.getDoc();
    return new DeclaredField(
        time.isPresent() ? Kind.TIME : kind(schema, value),
        time,
        scale,
        values(schema),
        optional,
        doc == null ? "" : doc.strip());
  }

  private static Kind kind(Schema schema, AvroValue value) {
    return switch (schema.getType()) {
      case INT, LONG, FLOAT, DOUBLE -> Kind.NUMBER;
      case BOOLEAN -> Kind.TRUTH;
      case STRING, ENUM -> Kind.TEXT;
      case BYTES, FIXED -> ofBytes(value);
      case NULL, MAP, RECORD, UNION, ARRAY -> Kind.OTHER;
    };
  }

  private static Kind ofBytes(AvroValue value) {
    if (value instanceof AvroValue.Decimal) {
      return Kind.NUMBER;
    }
    return value instanceof AvroValue.Uuid ? Kind.TEXT : Kind.OTHER;
  }

  /** Symbols of an enum, or what Debezium says of a column of such. */
  private static List<String> values(Schema schema) {
    if (schema.getType() == Schema.Type.ENUM) {
      return schema.getEnumSymbols();
    }
    String name = schema.getProp(AvroValue.CONNECT_NAME);
    return name != null
            && schema.getObjectProp(AvroValue.CONNECT_PARAMETERS) instanceof Map<?, ?> said
        ? DeclaredField.choices(name, said.get("allowed"))
        : List.of();
  }
}
