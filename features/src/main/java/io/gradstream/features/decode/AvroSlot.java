package io.gradstream.features.decode;

import io.gradstream.features.event.ArrayRules;
import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldType;
import io.gradstream.features.event.NumberList;
import java.io.IOException;
import java.nio.ByteBuffer;
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
  private final NumberList numbers;

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
    this.numbers = new NumberList(field);
  }

  /** Checks that the field could be read from some branch of its schema. */
  static void requireReadable(EventField field, Schema reader) {
    if (branches(reader).stream().noneMatch(branch -> readable(field.type(), branch))) {
      throw new IllegalArgumentException(
          "field %s of type %s cannot be read from Avro's %s"
              .formatted(field.name(), field.type(), reader));
    }
  }

  private static boolean readable(FieldType type, Schema avro) {
    return switch (avro.getType()) {
      case INT, LONG -> type != FieldType.NUMBERS;
      case FLOAT, DOUBLE -> type != FieldType.TEXT && type != FieldType.NUMBERS;
      case BOOLEAN -> type == FieldType.BOOLEAN;
      case STRING -> type == FieldType.TEXT || type == FieldType.TIME || type == FieldType.NUMBERS;
      case ENUM -> type == FieldType.TEXT || type == FieldType.TIME;
      case BYTES -> type == FieldType.NUMBERS;
      case FIXED -> type == FieldType.NUMBERS && avro.getFixedSize() <= EventField.MOST_NUMBERS;
      case ARRAY -> type == FieldType.NUMBERS && isNumeric(avro.getElementType());
      case NULL, MAP, RECORD, UNION -> false;
    };
  }

  /** Numbers, or arrays of them to any depth. */
  private static boolean isNumeric(Schema items) {
    return switch (items.getType()) {
      case INT, LONG, FLOAT, DOUBLE -> true;
      case ARRAY -> isNumeric(items.getElementType());
      case NULL, BOOLEAN, STRING, ENUM, BYTES, FIXED, MAP, RECORD, UNION -> false;
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
      case BYTES -> ArrayRules.fromBytes(field, bytes(in.readBytes(null)));
      case FIXED -> ArrayRules.fromBytes(field, fixed(branch.getFixedSize(), in));
      case ARRAY -> {
        if (field.type() != FieldType.NUMBERS) {
          throw otherwise(branch, in, "an array");
        }
        addItems(branch.getElementType(), in, numbers.clear());
        yield numbers.take();
      }
      case MAP, RECORD, UNION ->
          throw otherwise(branch, in, "Avro's " + branch.getType().getName());
    };
  }

  /** What stands there is read to its end: the record goes on. */
  private BadFieldException otherwise(Schema found, ResolvingDecoder in, String words)
      throws IOException {
    AvroSkip.skip(found, in);
    return FieldRules.wrongType(field, words);
  }

  private static byte[] bytes(ByteBuffer read) {
    byte[] bytes = new byte[read.remaining()];
    read.get(bytes);
    return bytes;
  }

  private static byte[] fixed(int size, ResolvingDecoder in) throws IOException {
    byte[] bytes = new byte[size];
    in.readFixed(bytes, 0, size);
    return bytes;
  }

  private void addItems(Schema items, ResolvingDecoder in, NumberList numbers) throws IOException {
    for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        addItem(items, in, numbers);
      }
    }
  }

  private void addItem(Schema item, ResolvingDecoder in, NumberList numbers) throws IOException {
    switch (item.getType()) {
      case INT -> numbers.add(in.readInt());
      case LONG -> numbers.add(in.readLong());
      case FLOAT -> numbers.add(in.readFloat());
      case DOUBLE -> numbers.add((float) in.readDouble());
      case ARRAY -> addItems(item.getElementType(), in, numbers);
      case NULL, BOOLEAN, STRING, ENUM, BYTES, FIXED, MAP, RECORD, UNION ->
          numbers.refuse(otherwise(item, in, "an array of Avro's " + item.getType().getName()));
    }
  }

  private Object whole(long value) {
    return FieldRules.fromWhole(
        field, field.type() == FieldType.TIME ? time.toEpochMillis(value, zone) : value);
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }
}
