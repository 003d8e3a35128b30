package io.gradstream.features.decode;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import io.gradstream.schemas.BoundedDecoder;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.ResolvingDecoder;

/**
 * Reads the records of one writer's schema, and of those only the fields an event needs: the
 * reader's schema is pruned to them, so that Avro skips the rest. A field the writer does not know
 * takes the reader's default, without one it is missing. Times count in the writer's unit, which
 * Avro's own resolution would ignore. Not thread safe.
 */
final class AvroProjection {

  private final EventField[] fields;
  private final AvroReading reading;
  private final ResolvingDecoder resolving;
  private final int skippedBlocks;
  private final BoundedDecoder bytes = new BoundedDecoder();

  private AvroProjection(
      EventSchema schema, AvroReading reading, ResolvingDecoder resolving, int skippedBlocks) {
    this.fields = schema.fields().toArray(EventField[]::new);
    this.reading = reading;
    this.resolving = resolving;
    this.skippedBlocks = skippedBlocks;
  }

  /**
   * Checks that the reader's schema has all fields of the event, of types they can be read from.
   */
  static void requireReadable(EventSchema schema, Schema reader) {
    for (EventField field : schema.fields()) {
      AvroPath.End end = AvroPath.follow(reader, field.name());
      if (end instanceof AvroPath.Nowhere nowhere) {
        throw new IllegalArgumentException(
            "field %s is not in the Avro schema %s: %s"
                .formatted(field.name(), reader.getFullName(), nowhere.why()));
      }
      for (Schema found : ((AvroPath.Value) end).schemas()) {
        AvroSlot.requireReadable(field, found);
      }
    }
  }

  /**
   * Both schemas are records; the reader's has all fields of the event.
   *
   * @throws IllegalArgumentException when the writer's is too large
   */
  static AvroProjection of(EventSchema schema, Schema reader, Schema writer) {
    requireReadable(schema, reader);
    WriterExtent extent = WriterExtent.of(writer);
    Schema renamed = Schema.applyAliases(writer, reader);
    AvroPruning.Part part = new AvroPruning(schema).of(reader, renamed);
    return new AvroProjection(
        schema, part.reading(), resolving(renamed, part.schema()), extent.skippedBlocks());
  }

  /**
   * @param from where in the value the record starts
   */
  Object[] read(byte[] value, int from) throws IOException {
    Object[] values = new Object[fields.length];
    bytes.reset(value, from, value.length).skippingAtMost(skippedBlocks);
    resolving.configure(bytes);
    reading.read(resolving, values);
    resolving.drain();
    bytes.requireEnd();
    for (int i = 0; i < fields.length; i++) {
      if (values[i] == null) {
        FieldRules.missing(fields[i]);
      }
    }
    return values;
  }

  private static ResolvingDecoder resolving(Schema writer, Schema reader) {
    try {
      return DecoderFactory.get().resolvingDecoder(writer, reader, null);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot resolve " + writer.getFullName(), e);
    }
  }
}
