package io.gradstream.cli.feed;

import io.gradstream.features.decode.AvroPath;
import io.gradstream.features.decode.AvroSchemas;
import io.gradstream.features.decode.Envelope;
import io.gradstream.features.decode.EventWriter;
import io.gradstream.features.decode.EventWriters;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.RecordField;
import io.gradstream.learning.spec.StreamFormat;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * How a row is written: as all the fields of an Avro schema, those the learner does not read
 * included; as JSON, the fields the learner reads; a picture or a sound as the file it is. What
 * lies within another is named by its path.
 *
 * @param schema the fields, as the writer takes them
 */
record RecordFormat(EventSchema schema, EventWriter writer) {

  static RecordFormat of(StreamFormat format, EventSchema read) {
    if (format instanceof StreamFormat.ConfluentAvro avro) {
      return new RecordFormat(
          fields(avro.schema(), avro.envelope(), read),
          EventWriters.confluentAvro(avro.schema(), avro.envelope(), registeredId(avro)));
    }
    if (format instanceof StreamFormat.PlainAvro avro) {
      return new RecordFormat(
          fields(avro.schema(), avro.envelope(), read),
          EventWriters.avro(avro.schema(), avro.envelope()));
    }
    return new RecordFormat(inValue(read), EventWriters.json(format.envelope()));
  }

  /** What stands beside a record's value is not in it. */
  private static EventSchema inValue(EventSchema read) {
    return new EventSchema(
        read.fields().stream()
            .filter(field -> !RecordField.isMeant(field.name()))
            .map(EventField::unread)
            .toList(),
        read.zone());
  }

  private static EventSchema fields(String avro, Envelope envelope, EventSchema read) {
    Schema within = AvroPath.within(envelope, AvroSchemas.reader(avro));
    return new EventSchema(new AvroColumns(read).of(within), read.zone());
  }

  /** The id under which the registry has the spec's own schema. */
  private static int registeredId(StreamFormat.ConfluentAvro avro) {
    if (!(avro.registry() instanceof StreamFormat.SchemasById folder)) {
      throw new InvalidDataException(
          "feed writes Avro with the ids of a registry folder, not of a registry over HTTP;"
              + " name a folder of ID.avsc files as the spec's registry");
    }
    Schema own = AvroSchemas.reader(avro.schema());
    return folder.schemas().entrySet().stream()
        .filter(entry -> AvroSchemas.reader(entry.getValue()).equals(own))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "the registry folder has no schema equal to " + own.getFullName()));
  }
}
