package io.gradstream.features.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes an event as one JSON object, fields in the schema's order. */
final class JsonEventWriter implements EventWriter {

  private final JsonFactory factory = new JsonFactory();

  @Override
  public byte[] write(EventSchema schema, Event event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      for (int i = 0; i < schema.fields().size(); i++) {
        json.writeFieldName(schema.fields().get(i).name());
        writeValue(schema.fields().get(i), event, i, json);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
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
      case TIME -> json.writeNumber(event.time(index));
      case NUMBERS -> writeNumbers(event.numbers(index), json);
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
