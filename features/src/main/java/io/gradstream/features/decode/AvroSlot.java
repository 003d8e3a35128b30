package io.gradstream.features.decode;

import io.gradstream.features.declared.DeclaredTime;
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
import org.apache.avro.io.Decoder;

/** Reads one field of an Avro record, resolved to a schema, into an event's value. */
final class AvroSlot {

  private final EventField field;
  private final Branch[] branches; // one when the field is no union
  private final boolean union;
  private final ZoneId zone;
  private final NumberList numbers;

  /**
   * One of what may stand there.
   *
   * @param time what its whole numbers stand for; null: as the field says
   * @param value what its bytes mean
   * @param like what the reader has for it, or itself
   */
  private record Branch(Schema schema, DeclaredTime time, AvroValue value, Schema like) {

    /**
     * @param first whose word on units and scales counts
     * @param second whose word counts where the other says nothing
     */
    static Branch of(Schema schema, Schema first, Schema second) {
      DeclaredTime time = AvroTime.declaredBy(first);
      AvroValue value = AvroValue.of(first);
      return new Branch(
          schema,
          time != null ? time : AvroTime.declaredBy(second),
          value instanceof AvroValue.Bytes ? AvroValue.of(second) : value,
          second);
    }
  }

  /**
   * @param resolved what is read: the writer's own schema of the field, or the reader's
   * @param reader the field's schema, from the reader's record
   * @param writer the same of the writer's; null where it has none
   */
  AvroSlot(EventField field, Schema resolved, Schema reader, Schema writer, ZoneId zone) {
    this.field = field;
    this.union = resolved.isUnion();
    this.branches =
        AvroPath.branches(resolved).stream()
            .map(
                branch ->
                    resolved == writer
                        ? Branch.of(branch, branch, like(reader, branch))
                        : Branch.of(branch, like(writer, branch), branch))
            .toArray(Branch[]::new);
    this.zone = zone;
    this.numbers = new NumberList(field);
  }

  /** What a schema has of a branch's type, or of another whole number's; the branch for nothing. */
  private static Schema like(Schema schema, Schema branch) {
    if (schema == null) {
      return branch;
    }
    List<Schema> all = AvroPath.branches(schema);
    return all.stream()
        .filter(one -> one.getType() == branch.getType())
        .findFirst()
        .or(() -> all.stream().filter(one -> isWhole(one) && isWhole(branch)).findFirst())
        .orElse(branch);
  }

  private static boolean isWhole(Schema schema) {
    return schema.getType() == Schema.Type.INT || schema.getType() == Schema.Type.LONG;
  }

  /** Whether the field could be read from some branch of a schema. */
  static boolean isReadable(EventField field, Schema schema) {
    return AvroPath.branches(schema).stream().anyMatch(branch -> readable(field.type(), branch));
  }

  /** Checks that the field could be read from some branch of its schema. */
  static void requireReadable(EventField field, Schema reader) {
    if (!isReadable(field, reader)) {
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
      case STRING -> true;
      case ENUM -> type == FieldType.TEXT || type == FieldType.TIME;
      case BYTES -> AvroValue.of(avro).isReadableAs(type);
      case FIXED ->
          AvroValue.of(avro).isReadableAs(type) && avro.getFixedSize() <= EventField.MOST_NUMBERS;
      case ARRAY -> type == FieldType.NUMBERS && isNumeric(avro.getElementType());
      case NULL, MAP, RECORD, UNION -> false;
    };
  }

  /** Numbers, or arrays of them to any depth, some of which may be null. */
  private static boolean isNumeric(Schema items) {
    return switch (items.getType()) {
      case INT, LONG, FLOAT, DOUBLE -> true;
      case ARRAY -> isNumeric(items.getElementType());
      case UNION -> items.getTypes().stream().anyMatch(AvroSlot::isNumeric);
      case NULL, BOOLEAN, STRING, ENUM, BYTES, FIXED, MAP, RECORD -> false;
    };
  }

  Object read(Decoder in) throws IOException {
    Branch branch = union ? branches[in.readIndex()] : branches[0];
    Schema schema = branch.schema;
    return switch (schema.getType()) {
      case NULL -> {
        in.readNull();
        yield FieldRules.missing(field);
      }
      case BOOLEAN -> FieldRules.fromBoolean(field, in.readBoolean());
      case INT -> whole(branch, in.readInt());
      case LONG -> whole(branch, in.readLong());
      case FLOAT -> FieldRules.fromDecimal(field, in.readFloat());
      case DOUBLE -> FieldRules.fromDecimal(field, in.readDouble());
      case STRING -> FieldRules.fromText(field, in.readString(), zone);
      case ENUM -> FieldRules.fromText(field, symbol(branch, in.readEnum()), zone);
      case BYTES -> bytes(branch, bytes(in.readBytes(null)));
      case FIXED -> bytes(branch, fixed(schema.getFixedSize(), in));
      case ARRAY -> {
        if (field.type() != FieldType.NUMBERS) {
          throw otherwise(schema, in, "an array");
        }
        addItems(schema.getElementType(), in, numbers.clear());
        yield numbers.take();
      }
      case MAP, RECORD, UNION ->
          throw otherwise(schema, in, "Avro's " + schema.getType().getName());
    };
  }

  /** What stands there is read to its end: the record goes on. */
  private BadFieldException otherwise(Schema found, Decoder in, String words) throws IOException {
    AvroSkip.skip(found, in);
    return FieldRules.wrongType(field, words);
  }

  /** As Avro has it: one that the reader's enum lacks is its default, if it has one. */
  private String symbol(Branch branch, int ordinal) {
    String symbol = branch.schema.getEnumSymbols().get(ordinal);
    Schema like = branch.like;
    if (like.getType() != Schema.Type.ENUM || like.hasEnumSymbol(symbol)) {
      return symbol;
    }
    if (like.getEnumDefault() == null) {
      throw FieldRules.wrongType(
          field, "symbol %s, which is none of %s".formatted(symbol, like.getEnumSymbols()));
    }
    return like.getEnumDefault();
  }

  private Object bytes(Branch branch, byte[] bytes) {
    boolean isArray =
        field.type() == FieldType.NUMBERS && !(branch.value instanceof AvroValue.Decimal);
    return isArray ? ArrayRules.fromBytes(field, bytes) : branch.value.read(field, bytes);
  }

  private static byte[] bytes(ByteBuffer read) {
    byte[] bytes = new byte[read.remaining()];
    read.get(bytes);
    return bytes;
  }

  private static byte[] fixed(int size, Decoder in) throws IOException {
    byte[] bytes = new byte[size];
    in.readFixed(bytes, 0, size);
    return bytes;
  }

  private void addItems(Schema items, Decoder in, NumberList numbers) throws IOException {
    for (long block = in.readArrayStart(); block > 0; block = in.arrayNext()) {
      for (long i = 0; i < block; i++) {
        addItem(items, in, numbers);
      }
    }
  }

  private void addItem(Schema item, Decoder in, NumberList numbers) throws IOException {
    switch (item.getType()) {
      case INT -> numbers.add(in.readInt());
      case LONG -> numbers.add(in.readLong());
      case FLOAT -> numbers.add(in.readFloat());
      case DOUBLE -> numbers.add((float) in.readDouble());
      case ARRAY -> addItems(item.getElementType(), in, numbers);
      case UNION -> addItem(item.getTypes().get(in.readIndex()), in, numbers);
      case NULL, BOOLEAN, STRING, ENUM, BYTES, FIXED, MAP, RECORD ->
          numbers.refuse(otherwise(item, in, "an array of Avro's " + item.getType().getName()));
    }
  }

  private Object whole(Branch branch, long value) {
    return field.type() == FieldType.TIME && branch.time != null
        ? FieldRules.fromTime(field, branch.time.toEpochMillis(value, zone))
        : FieldRules.fromWhole(field, value);
  }
}
