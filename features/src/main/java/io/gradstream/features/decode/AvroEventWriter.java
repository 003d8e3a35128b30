package io.gradstream.features.decode;

import io.gradstream.features.declared.DeclaredTime;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Writes an event as one Avro record; a field that lies within another, as its path says. Reuses
 * its buffer: not thread safe.
 */
final class AvroEventWriter implements EventWriter {

  private final Schema record;
  private final Envelope envelope;
  private final Map<Schema.Field, Optional<byte[]>> defaults = new IdentityHashMap<>();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private final BinaryEncoder out = EncoderFactory.get().binaryEncoder(buffer, null);
  private EventSchema known; // the schema of the event before
  private PathTree members;
  private Event event; // the one that is written

  AvroEventWriter(Schema record, Envelope envelope) {
    if (record.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException("an event's schema is a record: " + record.getType());
    }
    this.record = record;
    this.envelope = envelope;
  }

  @Override
  public byte[] write(EventSchema schema, Event written) {
    if (schema != known) {
      members = PathTree.of(schema.fields(), envelope);
      known = schema;
    }
    event = written;
    try {
      out.flush(); // what an event that could not be written may have left
      buffer.reset();
      writeRecord(record, members);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return buffer.toByteArray();
  }

  private void writeRecord(Schema schema, PathTree tree) throws IOException {
    for (Schema.Field field : schema.getFields()) {
      PathTree member = tree.children().get(field.name());
      if (member != null) {
        write(field.name(), field.schema(), member);
      } else {
        writeUnknown(field);
      }
    }
  }

  /** A field that the event does not have. */
  private void writeUnknown(Schema.Field field) throws IOException {
    Optional<byte[]> encoded =
        defaults.computeIfAbsent(field, of -> Optional.ofNullable(encodedDefault(of)));
    if (encoded.isPresent()) {
      out.writeFixed(encoded.get());
    } else if (field.schema().getType() == Schema.Type.MAP) {
      out.writeMapStart();
      out.writeMapEnd();
    } else {
      writeValue(field.name(), field.schema(), null, EpochUnit.MILLIS);
    }
  }

  private void write(String name, Schema schema, PathTree tree) throws IOException {
    if (tree.isField()) {
      EpochUnit unit = known.fields().get(tree.field()).unitOrMillis();
      writeValue(name, schema, event.value(tree.field()), unit);
    } else if (schema.isUnion()) {
      writeBranch(name, schema, tree);
    } else {
      writeWithin(name, schema, tree);
    }
  }

  private void writeBranch(String name, Schema union, PathTree tree) throws IOException {
    List<Schema> branches = union.getTypes();
    Integer none = union.getIndexNamed("null");
    if (none != null && isMissing(tree)) {
      out.writeIndex(none);
      return;
    }
    for (int i = 0; i < branches.size(); i++) {
      if (isContainer(branches.get(i))) {
        out.writeIndex(i);
        writeWithin(name, branches.get(i), tree);
        return;
      }
    }
    throw new IllegalArgumentException(
        "no branch of field %s, %s, can hold fields".formatted(name, union));
  }

  private static boolean isContainer(Schema schema) {
    return schema.getType() == Schema.Type.RECORD || schema.getType() == Schema.Type.MAP;
  }

  private boolean isMissing(PathTree tree) {
    return tree.isField()
        ? event.isMissing(tree.field())
        : tree.children().values().stream().allMatch(this::isMissing);
  }

  private void writeWithin(String name, Schema schema, PathTree tree) throws IOException {
    switch (schema.getType()) {
      case RECORD -> writeRecord(schema, tree);
      case MAP -> writeMap(name, schema.getValueType(), tree);
      default ->
          throw new IllegalArgumentException(
              "field %s of Avro type %s cannot hold fields".formatted(name, schema));
    }
  }

  /** The keys that have something. */
  private void writeMap(String name, Schema values, PathTree tree) throws IOException {
    Map<String, PathTree> entries = new LinkedHashMap<>(tree.children());
    entries.values().removeIf(this::isMissing);
    out.writeMapStart();
    out.setItemCount(entries.size());
    for (Map.Entry<String, PathTree> entry : entries.entrySet()) {
      out.startItem();
      out.writeString(entry.getKey());
      write(name, values, entry.getValue());
    }
    out.writeMapEnd();
  }

  private void writeValue(String name, Schema schema, Object value, EpochUnit unit)
      throws IOException {
    if (!schema.isUnion()) {
      if (!holds(schema, value, unit)) {
        throw new IllegalArgumentException(
            "field %s of Avro type %s cannot hold %s".formatted(name, schema, shown(value)));
      }
      writeValue(schema, value, unit);
      return;
    }
    List<Schema> branches = schema.getTypes();
    for (int i = 0; i < branches.size(); i++) {
      if (holds(branches.get(i), value, unit)) {
        out.writeIndex(i);
        writeValue(branches.get(i), value, unit);
        return;
      }
    }
    throw new IllegalArgumentException(
        "no branch of field %s, %s, can hold %s".formatted(name, schema, shown(value)));
  }

  /** Of a time, the number counts that would be written. */
  private boolean holds(Schema schema, Object value, EpochUnit unit) {
    return switch (schema.getType()) {
      case NULL -> value == null;
      case BOOLEAN -> value instanceof Boolean;
      case DOUBLE -> value instanceof Double || value instanceof Boolean || value instanceof Long;
      case FLOAT ->
          value instanceof Long time
              ? (float) unit.ofMillisExactly(time) == unit.ofMillisExactly(time)
              : value instanceof Double || value instanceof Boolean;
      case LONG ->
          value instanceof Long
              || value instanceof Boolean
              || value instanceof Double number && isLong(number);
      case INT ->
          value instanceof Long time
              ? isInt(whole(schema, time, unit))
              : value instanceof Boolean
                  || value instanceof Double number && number == number.intValue();
      case STRING -> value instanceof String || value instanceof Long;
      case ENUM -> value instanceof String symbol && schema.hasEnumSymbol(symbol);
      case BYTES, FIXED, ARRAY ->
          value instanceof float[] array
              ? AvroArray.holds(schema, array)
              : AvroBytes.of(schema, value).isPresent();
      case MAP, RECORD, UNION -> false;
    };
  }

  private static Object shown(Object value) {
    return value instanceof float[] array ? array.length + " numbers" : value;
  }

  private static boolean isInt(long number) {
    return number == (int) number;
  }

  private static boolean isLong(double number) {
    return number == Math.rint(number) && Math.abs(number) <= FieldRules.LARGEST_NUMBER;
  }

  private void writeValue(Schema schema, Object value, EpochUnit unit) throws IOException {
    switch (schema.getType()) {
      case NULL -> out.writeNull();
      case BOOLEAN -> out.writeBoolean((Boolean) value);
      case FLOAT -> out.writeFloat((float) number(value, unit));
      case DOUBLE -> out.writeDouble(number(value, unit));
      case INT -> out.writeInt((int) whole(schema, value, unit));
      case LONG -> out.writeLong(whole(schema, value, unit));
      case STRING ->
          out.writeString(
              value instanceof Long time ? Instant.ofEpochMilli(time).toString() : (String) value);
      case ENUM -> out.writeEnum(schema.getEnumOrdinal((String) value));
      case BYTES, FIXED, ARRAY -> writeBytes(schema, value);
      case MAP, RECORD, UNION ->
          throw new IllegalStateException("not a type that holds a value: " + schema);
    }
  }

  private long whole(Schema schema, Long time, EpochUnit unit) {
    DeclaredTime declared = AvroTime.declaredBy(schema);
    return declared == null ? unit.ofMillis(time) : declared.fromEpochMillis(time, known.zone());
  }

  private static double number(Object value, EpochUnit unit) {
    if (value instanceof Long time) {
      return unit.ofMillisExactly(time);
    }
    return value instanceof Boolean flag ? (flag ? 1 : 0) : (Double) value;
  }

  private void writeBytes(Schema schema, Object value) throws IOException {
    if (value instanceof float[] array) {
      AvroArray.write(schema, array, out);
    } else if (schema.getType() == Schema.Type.FIXED) {
      out.writeFixed(AvroBytes.of(schema, value).orElseThrow());
    } else {
      out.writeBytes(AvroBytes.of(schema, value).orElseThrow());
    }
  }

  /** A {@link Long} is a time, a {@link Double} a number, a {@link Boolean} 1 or 0. */
  private long whole(Schema schema, Object value, EpochUnit unit) {
    return value instanceof Long time ? whole(schema, time, unit) : (long) number(value, unit);
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
