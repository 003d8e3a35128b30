package io.gradstream.features.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gradstream.features.event.EpochUnit;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldPath;
import io.gradstream.features.media.AsItIs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes an event as one JSON object, fields in the schema's order; those that lie within an object
 * where the first of them stands. A field within another is written by its whole name.
 */
final class JsonEventWriter implements EventWriter {

  private final JsonFactory factory = new JsonFactory();
  private final Envelope envelope;
  private EventSchema known; // the schema of the event before
  private PathTree members;

  JsonEventWriter(Envelope envelope) {
    this.envelope = envelope;
  }

  @Override
  public byte[] write(EventSchema schema, Event event) {
    if (schema != known) {
      members = nested(schema);
      known = schema;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      if (envelope != Envelope.NONE) {
        json.writeStartObject();
        json.writeFieldName(envelope.member());
      }
      writeMembers(members, schema, event, json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private static PathTree nested(EventSchema schema) {
    Set<String> fields = schema.fields().stream().map(EventField::name).collect(Collectors.toSet());
    return PathTree.of(
        schema.fields().stream()
            .map(
                field ->
                    isWithinAnother(field.name(), fields)
                        ? field.named(FieldPath.escaped(field.name()))
                        : field)
            .toList());
  }

  private static boolean isWithinAnother(String name, Set<String> fields) {
    List<String> steps = FieldPath.of(name).steps();
    return IntStream.range(1, steps.size())
        .mapToObj(length -> FieldPath.to(steps.subList(0, length)))
        .anyMatch(fields::contains);
  }

  private static void writeMembers(
      PathTree tree, EventSchema schema, Event event, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, PathTree> member : tree.children().entrySet()) {
      json.writeFieldName(member.getKey());
      PathTree of = member.getValue();
      if (of.isField()) {
        writeValue(schema.fields().get(of.field()), event, of.field(), json);
      } else {
        writeMembers(of, schema, event, json);
      }
    }
    json.writeEndObject();
  }

  private static void writeValue(EventField field, Event event, int index, JsonGenerator json)
      throws IOException {
    if (event.isMissing(index)) {
      json.writeNull();
      return;
    }
    switch (field.type()) {
      case NUMBER -> json.writeNumber(event.number(index));
      case BOOLEAN -> json.writeBoolean(event.flag(index));
      case TEXT -> json.writeString(event.text(index));
      case TIME -> writeTime(field.unitOrMillis(), event.time(index), json);
      case NUMBERS -> writeArray(field, event.numbers(index), json);
    }
  }

  private static void writeTime(EpochUnit unit, long time, JsonGenerator json) throws IOException {
    if (unit.toMillis(unit.ofMillis(time)) == time) {
      json.writeNumber(unit.ofMillis(time));
    } else {
      json.writeNumber(unit.ofMillisExactly(time));
    }
  }

  private static void writeArray(EventField field, float[] numbers, JsonGenerator json)
      throws IOException {
    if (field.medium().filter(AsItIs.class::isInstance).isPresent()) {
      json.writeBinary(AsItIs.bytes(numbers));
    } else {
      writeNumbers(numbers, json);
    }
  }

  private static void writeNumbers(float[] numbers, JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (float number : numbers) {
      writeNumber(number, json);
    }
    json.writeEndArray();
  }

  /** Whole numbers without a fraction: pixels take half the room. */
  private static void writeNumber(float number, JsonGenerator json) throws IOException {
    int whole = (int) number;
    if (Float.floatToRawIntBits(whole) == Float.floatToRawIntBits(number)) {
      json.writeNumber(whole);
    } else {
      json.writeNumber(number);
    }
  }
}
