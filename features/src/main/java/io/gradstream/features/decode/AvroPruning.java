package io.gradstream.features.decode;

import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Cuts a reader's schema down to what an event needs of the records of one writer, and says how
 * that is read. What the writer has not and the reader has no default for is left out.
 */
final class AvroPruning {

  /**
   * A part of the reader's schema.
   *
   * @param schema cut down
   */
  record Part(Schema schema, AvroReading reading) {}

  private final EventSchema event;
  private final PathTree whole;
  private final Set<Integer> without;
  private final PathTree envelope; // what holds the fields, if that is not the record itself

  /**
   * @param without fields of the event that are not read, by index
   */
  AvroPruning(EventSchema event, Envelope around, Set<Integer> without) {
    this.event = event;
    this.whole = PathTree.of(event.fields(), around);
    this.envelope = whole.children().get(around.member());
    this.without = without;
  }

  /** The whole. Records resolve by field: the reader's own name for one does not matter. */
  Part of(Schema reader, Schema writer) {
    return record(whole, reader, writer, writer, true);
  }

  /**
   * @param writer null where the record comes from a default, or is none at the writer's
   * @param named has the name it gets
   * @param cut whether the fields that nobody asks for are left out, rather than passed over
   */
  private Part record(PathTree tree, Schema reader, Schema writer, Schema named, boolean cut) {
    List<Schema.Field> fields = new ArrayList<>();
    List<AvroReading> readings = new ArrayList<>();
    for (Schema.Field read : reader.getFields()) {
      Schema.Field written = writer == null ? null : writer.getField(AvroNames.plain(read.name()));
      PathTree member = tree.children().get(read.name());
      if (member != null
          && isRead(member)
          && (writer == null || written != null || read.hasDefaultValue())) {
        Part part = part(member, read.schema(), written == null ? null : written.schema(), cut);
        fields.add(
            written == null
                ? byDefault(read, part.schema())
                : new Schema.Field(written.name(), part.schema()));
        readings.add(part.reading());
      } else if (!cut) {
        fields.add(byDefault(read, read.schema()));
        readings.add(new AvroReading.Passed(read.schema()));
      }
    }
    Schema pruned =
        Schema.createRecord(AvroNames.plain(named.getFullName()), null, null, false, fields);
    return new Part(pruned, new AvroReading.OfRecord(readings.toArray(AvroReading[]::new)));
  }

  /** The field by a plain name, with its default if it has one. */
  private static Schema.Field byDefault(Schema.Field read, Schema schema) {
    String name = AvroNames.plain(read.name());
    return name.equals(read.name())
        ? new Schema.Field(read, schema)
        : read.hasDefaultValue()
            ? new Schema.Field(name, schema, null, read.defaultVal())
            : new Schema.Field(name, schema);
  }

  private boolean isRead(PathTree tree) {
    return tree.isField()
        ? !without.contains(tree.field())
        : tree.children().values().stream().anyMatch(this::isRead);
  }

  private Part part(PathTree tree, Schema reader, Schema writer, boolean cut) {
    if (tree.isField()) {
      return slot(tree.field(), reader, writer, cut);
    }
    if (!reader.isUnion()) {
      Schema like = counterpart(reader, writer);
      return branch(tree, reader, like, like == null ? reader : like, cut);
    }
    List<Part> branches = new ArrayList<>();
    for (Schema branch : reader.getTypes()) {
      branches.add(branch(tree, branch, counterpart(branch, writer), branch, cut));
    }
    return new Part(
        Schema.createUnion(branches.stream().map(Part::schema).toList()),
        new AvroReading.OfUnion(branches.stream().map(Part::reading).toArray(AvroReading[]::new)));
  }

  private Part branch(PathTree tree, Schema reader, Schema writer, Schema named, boolean cut) {
    return switch (reader.getType()) {
      case RECORD -> record(tree, reader, writer, named, cut);
      case MAP -> new Part(reader, map(tree, reader.getValueType(), writer));
      case NULL ->
          new Part(
              reader,
              tree == envelope ? new AvroReading.Nothing() : new AvroReading.Passed(reader));
      case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, ENUM, BYTES, FIXED, ARRAY, UNION ->
          new Part(reader, new AvroReading.Passed(reader));
    };
  }

  /** The values of a map have one schema, whatever is read of which: it stays as it is. */
  private AvroReading map(PathTree tree, Schema value, Schema writer) {
    Schema written = writer == null ? null : writer.getValueType();
    Map<String, AvroReading> entries = new HashMap<>();
    tree.children()
        .forEach(
            (key, child) -> {
              if (isRead(child)) {
                entries.put(key, part(child, value, written, false).reading());
              }
            });
    return new AvroReading.OfMap(entries, value);
  }

  /**
   * A field is read as its writer has it, so that what stands there means what the writer's schema
   * says, whichever branch of a union it is; as the reader has it where the field could be read
   * from nothing there, or where the schema must stay.
   */
  private Part slot(int index, Schema reader, Schema writer, boolean cut) {
    EventField field = event.fields().get(index);
    boolean isAsWritten = cut && writer != null && AvroSlot.isReadable(field, writer);
    Schema resolved = isAsWritten ? writer : reader;
    AvroSlot slot = new AvroSlot(field, resolved, reader, writer, event.zone());
    return new Part(resolved, new AvroReading.OfSlot(field, index, slot));
  }

  /** What the writer has where the reader has a record or map: that of its name, or the first. */
  private static Schema counterpart(Schema reader, Schema writer) {
    if (writer == null) {
      return null;
    }
    List<Schema> like =
        AvroPath.branches(writer).stream()
            .filter(branch -> branch.getType() == reader.getType())
            .toList();
    return like.stream()
        .filter(branch -> branch.getFullName().equals(reader.getFullName()))
        .findFirst()
        .orElse(like.isEmpty() ? null : like.get(0));
  }
}
