package io.gradstream.features.decode;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes an event as one Avro record. Reuses its buffer: not thread safe. */
final class AvroEventWriter implements EventWriter {

  private final List<Schema.Field> fields;
  private final byte[][] defaults; // [fields]: the encoded default, null without one
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final BinaryEncoder out = EncoderFactory.get().binaryEncoder(buffer, null);

  AvroEventWriter(Schema record) {
    if (record.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException("an event's schema is a record: " + record.getType());
    }
    fields = record.getFields();
    defaults = fields.stream().map(AvroEventWriter::encodedDefault).toArray(byte[][]::new);
  }

  @Override
  public byte[] write(EventSchema schema, Event event) {
    try {
      out.flush(); // what an event that could not be written may have left
      buffer.reset();
      for (Schema.Field field : fields) {
        int index = schema.indexOf(field.name());
        if (index < 0 && defaults[field.pos()] != null) {
          out.writeFixed(defaults[field.pos()]);
        } else {
          write(field, index < 0 ? null : event.value(index), schema.zone());
        }
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return buffer.toByteArray();
  }

  private void write(Schema.Field field, Object value, ZoneId zone) throws IOException {
    Schema schema = field.schema();
    if (!schema.isUnion()) {
      if (!holds(schema, value)) {
        throw new IllegalArgumentException(
            "field %s of Avro type %s cannot hold %s"
                .formatted(field.name(), schema, shown(value)));
      }
      writeValue(schema, value, zone);
      return;
    }
    List<Schema> branches = schema.getTypes();
    for (int i = 0; i < branches.size(); i++) {
      if (holds(branches.get(i), value)) {
        out.writeIndex(i);
        writeValue(branches.get(i), value, zone);
        return;
      }
    }
    throw new IllegalArgumentException(
        "no branch of field %s, %s, can hold %s".formatted(field.name(), schema, shown(value)));
  }

  private static boolean holds(Schema schema, Object value) {
    return switch (schema.getType()) {
      case NULL -> value == null;
      case BOOLEAN -> value instanceof Boolean;
      case FLOAT, DOUBLE -> value instanceof Double || value instanceof Boolean;
      case LONG ->
          value instanceof Long
              || value instanceof Boolean
              || value instanceof Double number && isLong(number);
      case INT ->
          value instanceof Long time
              ? AvroTime.declaredBy(schema) != null || time == time.intValue()
              : value instanceof Boolean
                  || value instanceof Double number && number == number.intValue();
      case STRING -> value instanceof String || value instanceof Long;
      case ENUM -> value instanceof String symbol && schema.hasEnumSymbol(symbol);
      case BYTES, FIXED, ARRAY -> value instanceof float[] array && AvroArray.holds(schema, array);
      case MAP, RECORD, UNION -> false;
    };
  }

  private static Object shown(Object value) {
    return value instanceof float[] array ? array.length + " numbers" : value;
  }

  private static boolean isLong(double number) {
    return number == Math.rint(number) && Math.abs(number) <= FieldRules.LARGEST_NUMBER;
  }

  private void writeValue(Schema schema, Object value, ZoneId zone) throws IOException {
    switch (schema.getType()) {
      case NULL -> out.writeNull();
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case FLOAT -> out.writeFloat((float) number(value));
      case DOUBLE -> out.writeDouble(number(value));
      case INT -> out.writeInt((int) whole(schema, value, zone));
      case LONG -> out.writeLong(whole(schema, value, zone));
      case STRING ->
          out.writeString(
              value instanceof Long time ? Instant.ofEpochMilli(time).toString() : (String) value);
      case ENUM -> out.writeEnum(schema.getEnumOrdinal((String) value));
      case BYTES, FIXED, ARRAY -> AvroArray.write(schema, (float[]) value, out);
      case MAP, RECORD, UNION ->
          throw new IllegalStateException("not a type that holds a value: " + schema);
    }
  }

  private static double number(Object value) {
    return value instanceof Boolean flag ? (flag ? 1 : 0) : (Double) value;
  }

  /** A {@link Long} is a time, a {@link Double} a number, a {@link Boolean} 1 or 0. */
  private static long whole(Schema schema, Object value, ZoneId zone) {
    return value instanceof Long time
        ? AvroTime.orMillis(AvroTime.declaredBy(schema)).fromEpochMillis(time, zone)
        : (long) number(value);
  }

  private static byte[] encodedDefault(Schema.Field field) {
    if (!field.hasDefaultValue()) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    try {
      Object value = GenericData.get().getDefaultValue(field);
      new GenericDatumWriter<>(field.schema()).write(value, encoder);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
