package io.gradstream.learning.spec;

import io.gradstream.features.Decoded;
import io.gradstream.features.EventDecoder;
import io.gradstream.features.EventDecoders;
import io.gradstream.features.EventField;
import io.gradstream.features.EventSchema;
import io.gradstream.features.EventWriter;
import io.gradstream.features.EventWriters;
import io.gradstream.features.FieldType;
import io.gradstream.features.HttpRegistry;
import io.gradstream.features.SchemaRegistry;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.StreamFormat.PlainAvro;
import io.gradstream.learning.spec.StreamFormat.Registry;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.schemas.DeadLetter.Reason;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Reads and writes the records of a topic, as its format says. */
public final class TopicRecords {

  private TopicRecords() {}

  /**
   * A decoder, for one thread.
   *
   * @param schema the fields to read
   * @param mostBytes a longer record is {@link Reason#TOO_LARGE}
   */
  public static EventDecoder decoder(StreamFormat format, EventSchema schema, int mostBytes) {
    EventDecoder decoder = decoder(format, schema);
    Decoded tooLarge =
        new Decoded.Bad(Reason.TOO_LARGE, "", "a record must have at most " + mostBytes + " bytes");
    return (value, schemaIdHeader) ->
        value != null && value.length > mostBytes
            ? tooLarge
            : decoder.decode(value, schemaIdHeader);
  }

  private static EventDecoder decoder(StreamFormat format, EventSchema schema) {
    if (format instanceof ConfluentAvro avro) {
      return EventDecoders.confluentAvro(schema, avro.schema(), registry(avro.registry()));
    }
    return format instanceof PlainAvro avro
        ? EventDecoders.avro(schema, avro.schema())
        : EventDecoders.json(schema);
  }

  private static SchemaRegistry registry(Registry registry) {
    return registry instanceof HttpRegistryAt http
        ? new HttpRegistry(
            URI.create(http.url()), InstantSource.system(), HttpRegistry.Retry.DEFAULT)
        : SchemaRegistry.of(((SchemasById) registry).schemas());
  }

  /**
   * A writer of records, for one thread. Framed Avro takes the id under which the spec's own schema
   * travels with it.
   *
   * @throws IllegalArgumentException when framed Avro has no such id
   */
  public static EventWriter writer(StreamFormat format) {
    if (format instanceof ConfluentAvro avro) {
      return EventWriters.confluentAvro(avro.schema(), id(avro));
    }
    return format instanceof PlainAvro avro
        ? EventWriters.avro(avro.schema())
        : EventWriters.json();
  }

  private static int id(ConfluentAvro avro) {
    if (!(avro.registry() instanceof SchemasById byId)) {
      throw new IllegalArgumentException(
          "records are written with a schema of a registry folder, not of a registry at a URL");
    }
    Schema own = new Schema.Parser().parse(avro.schema());
    return byId.schemas().entrySet().stream()
        .filter(entry -> new Schema.Parser().parse(entry.getValue()).equals(own))
        .map(Map.Entry::getKey)
        .min(Integer::compare)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the registry folder must hold the schema to write with: "
                        + own.getFullName()
                        + ". Copy it there as ID.avsc."));
  }

  /**
   * The fields a writer of the format needs, typed as it holds them: an id that is read as text may
   * be written as a number.
   *
   * @param read the fields the learner reads; JSON is written with these
   */
  public static EventSchema written(StreamFormat format, EventSchema read) {
    if (format instanceof ConfluentAvro avro) {
      return written(avro.schema(), read);
    }
    return format instanceof PlainAvro avro ? written(avro.schema(), read) : read;
  }

  private static EventSchema written(String schema, EventSchema read) {
    List<EventField> fields =
        new Schema.Parser()
            .parse(schema).getFields().stream().map(field -> written(field, read)).toList();
    return new EventSchema(fields, read.zone());
  }

  private static EventField written(Schema.Field field, EventSchema read) {
    int index = read.indexOf(field.name());
    boolean time =
        index >= 0
            ? read.fields().get(index).type() == FieldType.TIME
            : branches(field).stream().anyMatch(TopicRecords::isTime);
    boolean required =
        !field.hasDefaultValue()
            && branches(field).stream().noneMatch(type -> type.getType() == Schema.Type.NULL);
    return new EventField(field.name(), time ? FieldType.TIME : type(field), required);
  }

  private static FieldType type(Schema.Field field) {
    for (Schema branch : branches(field)) {
      switch (branch.getType()) {
        case INT, LONG, FLOAT, DOUBLE -> {
          return FieldType.NUMBER;
        }
        case BOOLEAN -> {
          return FieldType.BOOLEAN;
        }
        case NULL, STRING, ENUM, BYTES, FIXED, ARRAY, MAP, RECORD, UNION -> {}
      }
    }
    return FieldType.TEXT;
  }

  private static boolean isTime(Schema schema) {
    String logical = schema.getProp("logicalType");
    return logical != null && (logical.contains("timestamp") || logical.equals("date"));
  }

  private static List<Schema> branches(Schema.Field field) {
    return field.schema().isUnion() ? field.schema().getTypes() : List.of(field.schema());
  }
}
