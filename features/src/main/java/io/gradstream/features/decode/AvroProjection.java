package io.gradstream.features.decode;

import io.gradstream.features.event.BadFieldException;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.DeadLetter.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroTypeException;
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
  private final int[] targets; // [pruned fields]: index in the event
  private final AvroSlot[] slots; // [pruned fields]
  private final int[] absent; // indexes in the event that no record of this writer has
  private final ResolvingDecoder resolving;
  private final int skippedBlocks;
  private final BoundedDecoder bytes = new BoundedDecoder();

  private AvroProjection(
      EventField[] fields,
      int[] targets,
      AvroSlot[] slots,
      int[] absent,
      ResolvingDecoder resolving,
      int skippedBlocks) {
    this.fields = fields;
    this.targets = targets;
    this.slots = slots;
    this.absent = absent;
    this.resolving = resolving;
    this.skippedBlocks = skippedBlocks;
  }

  /**
   * Checks that the reader's schema has all fields of the event, of types they can be read from.
   */
  static void requireReadable(EventSchema schema, Schema reader) {
    for (EventField field : schema.fields()) {
      Schema.Field found = reader.getField(field.name());
      if (found == null) {
        throw new IllegalArgumentException(
            "field %s is not in the Avro schema %s; it has %s"
                .formatted(
                    field.name(),
                    reader.getFullName(),
                    reader.getFields().stream().map(Schema.Field::name).toList()));
      }
      AvroSlot.requireReadable(field, found.schema());
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
    EventField[] fields = schema.fields().toArray(EventField[]::new);
    List<Schema.Field> pruned = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    List<Integer> absent = new ArrayList<>();
    List<AvroSlot> slots = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      Schema.Field read = reader.getField(fields[i].name());
      Schema.Field written = renamed.getField(fields[i].name());
      if (written == null && !read.hasDefaultValue()) {
        absent.add(i);
        continue;
      }
      targets.add(i);
      pruned.add(new Schema.Field(read, read.schema()));
      slots.add(new AvroSlot(fields[i], read.schema(), time(read, written), schema.zone()));
    }
    return new AvroProjection(
        fields,
        targets.stream().mapToInt(Integer::intValue).toArray(),
        slots.toArray(AvroSlot[]::new),
        absent.stream().mapToInt(Integer::intValue).toArray(),
        resolving(renamed, pruned),
        extent.skippedBlocks());
  }

  /**
   * @param from where in the value the record starts
   */
  Object[] read(byte[] value, int from) throws IOException {
    Object[] values = new Object[fields.length];
    for (int index : absent) {
      FieldRules.missing(fields[index]);
    }
    bytes.reset(value, from, value.length).skippingAtMost(skippedBlocks);
    resolving.configure(bytes);
    for (Schema.Field field : resolving.readFieldOrder()) {
      values[targets[field.pos()]] = readSlot(field.pos());
    }
    resolving.drain();
    bytes.requireEnd();
    return values;
  }

  private Object readSlot(int slot) throws IOException {
    try {
      return slots[slot].read(resolving);
    } catch (AvroTypeException e) {
      String name = fields[targets[slot]].name();
      throw new BadFieldException(
          Reason.WRONG_TYPE, name, name + " cannot be read from its writer: " + e.getMessage());
    }
  }

  private static AvroTime time(Schema.Field read, Schema.Field written) {
    AvroTime declared = written == null ? null : AvroTime.declaredBy(written.schema());
    return AvroTime.orMillis(declared != null ? declared : AvroTime.declaredBy(read.schema()));
  }

  private static ResolvingDecoder resolving(Schema writer, List<Schema.Field> pruned) {
    // Records resolve by field; the reader's own name for the record does not matter.
    Schema reader =
        Schema.createRecord(writer.getName(), null, writer.getNamespace(), false, pruned);
    try {
      return DecoderFactory.get().resolvingDecoder(writer, reader, null);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot resolve " + writer.getFullName(), e);
    }
  }
}
