package io.gradstream.features;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.ResolvingDecoder;

/** Reads one field of an Avro record, as the reader's schema declares it, into an event's value. */
final class AvroSlot {

  private final EventField field;
  private final Schema[] branches; // one when the field is no union
  private final boolean union;
  private final AvroTime time;
  private final ZoneId zone;

  /**
   * @param reader the field's schema, from the reader's record
   * @param time how whole numbers stand for a time, when the field holds one
   */
  AvroSlot(EventField field, Schema reader, AvroTime time, ZoneId zone) {
    this.field = field;
    this.union = reader.isUnion();
    this.branches = branches(reader).toArray(Schema[]::new);
    this.time = time;
    this.zone = zone;
  }

  /** Checks that the field could be read from some branch of its schema. */
  static void requireReadable(EventField field, Schema reader) {
    if (branches(reader).stream().noneMatch(branch -> readable(field.type(), branch.getType()))) {
      throw new IllegalArgumentException(
          "field %s of type %s cannot be read from Avro's %s"
              .formatted(field.name(), field.type(), reader));
    }
  }

  private static boolean readable(FieldType type, Schema.Type avro) {
    return switch (avro) {
      case INT, LONG -> type != FieldType.BOOLEAN;
      case FLOAT, DOUBLE -> type == FieldType.NUMBER || type == FieldType.TIME;
      case BOOLEAN -> type == FieldType.BOOLEAN;
      case STRING, ENUM -> type == FieldType.TEXT || type == FieldType.TIME;
      case NULL, BYTES, FIXED, ARRAY, MAP, RECORD, UNION -> false;
    };
  }

  Object read(ResolvingDecoder in) throws IOException {
    Schema branch = union ? branches[in.readIndex()] : branches[0];
    return switch (branch.getType()) {
      case NULL -> {
        in.readNull();
        yield FieldRules.missing(field);
      }
      case BOOLEAN -> FieldRules.fromBoolean(field, in.readBoolean());
      case INT -> whole(in.readInt());
      case LONG -> whole(in.readLong());
      case FLOAT -> FieldRules.fromDecimal(field, in.readFloat());
      case DOUBLE -> FieldRules.fromDecimal(field, in.readDouble());
      case STRING -> FieldRules.fromText(field, in.readString(), zone);
      case ENUM -> FieldRules.fromText(field, branch.getEnumSymbols().get(in.readEnum()), zone);
      case BYTES, FIXED, ARRAY, MAP, RECORD, UNION ->
          throw FieldRules.wrongType(field, "Avro's " + branch.getType().getName());
    };
  }

  private Object whole(long value) {
    return FieldRules.fromWhole(
        field, field.type() == FieldType.TIME ? time.toEpochMillis(value, zone) : value);
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }
}
