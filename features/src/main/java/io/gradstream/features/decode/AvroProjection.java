package io.gradstream.features.decode;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldRules;
import io.gradstream.features.event.FieldValues;
import io.gradstream.schemas.BoundedDecoder;
import io.gradstream.schemas.Newest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private static final int MOST_PARTS = 64;

  private final EventSchema schema;
  private final Envelope envelope;
  private final Schema reader;
  private final Schema writer; // by the reader's names
  private final int skippedBlocks;
  private final BoundedDecoder bytes = new BoundedDecoder();
  private final Part whole;
  private final Map<Set<Integer>, Part> parts = new Newest<>(MOST_PARTS); // by what they leave out

  /**
   * How a record is read but for some fields.
   *
   * @param plain the same without Avro's resolution, where there is nothing to resolve
   */
  private record Part(
      AvroReading reading, ResolvingDecoder resolving, Optional<PlainRecord> plain) {

    void read(BoundedDecoder bytes, FieldValues into) throws IOException {
      if (plain.isPresent()) {
        plain.get().read(bytes, into);
      } else {
        resolving.configure(bytes);
        reading.read(resolving, into);
        resolving.drain();
      }
    }
  }

  private AvroProjection(
      EventSchema schema, Envelope envelope, Schema reader, Schema writer, int skippedBlocks) {
    this.schema = schema;
    this.envelope = envelope;
    this.reader = reader;
    this.writer = writer;
    this.skippedBlocks = skippedBlocks;
    this.whole = newPart(Set.of());
  }

  /**
   * Checks that the reader's schema has all fields of the event, of types they can be read from.
   */
  static void requireReadable(EventSchema schema, Envelope envelope, Schema reader) {
    Schema within = AvroPath.within(envelope, reader);
    for (EventField field : schema.fields()) {
      AvroPath.End end = AvroPath.follow(within, field.name());
      if (end instanceof AvroPath.Nowhere nowhere) {
        throw new IllegalArgumentException(
            "field %s is not in the Avro schema %s: %s"
                .formatted(field.name(), within.getFullName(), nowhere.why()));
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
  static AvroProjection of(EventSchema schema, Envelope envelope, Schema reader, Schema writer) {
    requireReadable(schema, envelope, reader);
    WriterExtent extent = WriterExtent.of(writer);
    Schema renamed = AvroNames.ofReader(reader, writer);
    return new AvroProjection(schema, envelope, reader, renamed, extent.skippedBlocks());
  }

  /**
   * Reads a record. A field that its writer has otherwise is set aside, where it may be missing.
   *
   * @param from where in the value the record starts
   */
  void read(byte[] value, int from, FieldValues into) throws IOException {
    Set<Integer> without = new HashSet<>();
    List<UnlikeWriterException> unlike = new ArrayList<>();
    while (!isRead(value, from, without, into, unlike)) {
      into.clear();
    }
    for (UnlikeWriterException one : unlike) {
      for (int field : one.fields()) {
        into.setAside(field, one.broken(schema.fields().get(field).name()));
      }
    }
    for (int i = 0; i < schema.fields().size() && !into.isNothing(); i++) {
      if (into.isMissing(i) && !without.contains(i)) {
        FieldRules.missing(schema.fields().get(i));
      }
    }
  }

  /** Whether the record could be read without those; if not, there are more of them now. */
  private boolean isRead(
      byte[] value,
      int from,
      Set<Integer> without,
      FieldValues into,
      List<UnlikeWriterException> unlike)
      throws IOException {
    Part part = part(without);
    bytes.reset(value, from, value.length).skippingAtMost(skippedBlocks);
    try {
      part.read(bytes, into);
      bytes.requireEnd();
      return true;
    } catch (UnlikeWriterException e) {
      if (!without.addAll(e.fields())) {
        throw e.broken();
      }
      unlike.add(e);
      return false;
    }
  }

  private Part part(Set<Integer> without) {
    return without.isEmpty() ? whole : parts.computeIfAbsent(Set.copyOf(without), this::newPart);
  }

  private Part newPart(Set<Integer> without) {
    AvroPruning.Part part = new AvroPruning(schema, envelope, without).of(reader, writer);
    return new Part(
        part.reading(),
        resolving(writer, part.schema()),
        PlainRecord.of(writer, part.schema(), part.reading()));
  }

  private static ResolvingDecoder resolving(Schema writer, Schema reader) {
    try {
      return DecoderFactory.get().resolvingDecoder(writer, reader, null);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot resolve " + writer.getFullName(), e);
    }
  }
}
