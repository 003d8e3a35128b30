package io.gradstream.cli.feed;

import io.gradstream.features.decode.EventWriter;
import io.gradstream.features.decode.EventWriters;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import io.gradstream.features.event.FieldType;
import io.gradstream.learning.spec.StreamFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * How a row is written: as all the fields of an Avro schema, those the learner does not read
 * included; as JSON, the fields the learner reads.
 *
 * @param schema the fields, as the writer takes them
 */
record RecordFormat(EventSchema schema, EventWriter writer) {

  static RecordFormat of(StreamFormat format, EventSchema read) {
    if (format instanceof StreamFormat.ConfluentAvro avro) {
      return new RecordFormat(
          fields(avro.schema(), read.zone()),
          EventWriters.confluentAvro(avro.schema(), registeredId(avro)));
    }
    if (format instanceof StreamFormat.PlainAvro avro) {
      return new RecordFormat(fields(avro.schema(), read.zone()), EventWriters.avro(avro.schema()));
    }
    return new RecordFormat(read, EventWriters.json());
  }

  private static EventSchema fields(String avro, ZoneId zone) {
    List<EventField> fields =
        new Schema.Parser()
            .parse(avro).getFields().stream()
                .map(field -> new EventField(field.name(), type(field.schema()), false))
                .toList();
    return new EventSchema(fields, zone);
  }

  private static FieldType type(Schema schema) {
    return switch (schema.getType()) {
      case UNION -> type(firstOfValue(schema));
      case BOOLEAN -> FieldType.BOOLEAN;
      case INT, LONG -> schema.getProp("logicalType") == null ? FieldType.NUMBER : FieldType.TIME;
      case FLOAT, DOUBLE -> FieldType.NUMBER;
      case BYTES, FIXED -> FieldType.NUMBERS;
      case ARRAY ->
          type(schema.getElementType()) == FieldType.NUMBER ? FieldType.NUMBERS : FieldType.TEXT;
      case STRING, ENUM, MAP, RECORD, NULL -> FieldType.TEXT;
    };
  }

  private static Schema firstOfValue(Schema union) {
    return union.getTypes().stream()
        .filter(branch -> branch.getType() != Schema.Type.NULL)
        .findFirst()
        .orElse(Schema.create(Schema.Type.NULL));
  }

  /** The id under which the registry has the spec's own schema. */
  private static int registeredId(StreamFormat.ConfluentAvro avro) {
    if (!(avro.registry() instanceof StreamFormat.SchemasById folder)) {
      throw new InvalidDataException(
          "feed writes Avro with the ids of a registry folder, not of a registry over HTTP;"
              + " name a folder of ID.avsc files as the spec's registry");
    }
    Schema own = new Schema.Parser().parse(avro.schema());
    return folder.schemas().entrySet().stream()
        .filter(entry -> new Schema.Parser().parse(entry.getValue()).equals(own))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "the registry folder has no schema equal to " + own.getFullName()));
  }
}
