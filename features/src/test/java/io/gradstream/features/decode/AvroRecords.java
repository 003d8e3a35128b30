package io.gradstream.features.decode;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.schemas.ConfluentFraming;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records as Avro's own generic writer writes them, and what decoders make of them. */
final class AvroRecords {

  static final ZoneId ZONE = ZoneId.of("America/New_York");

  private static final int ID = 3;

  private AvroRecords() {}

  /** The text of a record's schema, of fields with single quotes. */
  static String record(String... fields) {
    return named("Event", fields);
  }

  static String named(String name, String... fields) {
    return "{'type': 'record', 'name': '%s', 'fields': [%s]}"
        .formatted(name, String.join(", ", fields))
        .replace('\'', '"');
  }

  /** Fields that may be missing, each as NAME TYPE. */
  static EventSchema schema(String... fields) {
    return new EventSchema(
        Arrays.stream(fields)
            .map(field -> field.split(" "))
            .map(parts -> new EventField(parts[0], FieldType.valueOf(parts[1]), false))
            .toList(),
        ZONE);
  }

  static Decoded plain(EventSchema schema, String record, Object... values) throws IOException {
    return EventDecoders.avro(schema, record).decode(write(record, values), null);
  }

  static Decoded resolved(EventSchema schema, String reader, String writer, Object... values)
      throws IOException {
    return EventDecoders.confluentAvro(schema, reader, SchemaRegistry.of(Map.of(ID, writer)))
        .decode(ConfluentFraming.frame(ID, write(writer, values)), null);
  }

  static byte[] write(String text, Object... values) throws IOException {
    Schema schema = AvroSchemas.writer(text);
    GenericRecord record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i++) {
      record.put(i, values[i]);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(schema).write(record, out);
    return bytes.toByteArray();
  }
}
