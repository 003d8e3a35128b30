package io.gradstream.features.decode;

import io.gradstream.features.declared.Declarations;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventField;
import io.gradstream.features.event.EventSchema;
import org.apache.avro.Schema;

/**
 * The formats events come in. Whatever the format, the same rules decide what a field may hold: a
 * number is finite and within ±1e18, a time from 1970 to 2199, text has at most 4096 characters, an
 * array as many numbers as its field says or at most {@link EventField#MOST_NUMBERS}, and a record
 * at most {@link #MOST_BYTES}. Every decoder reuses its buffers: one for each thread.
 */
public final class EventDecoders {

  /** Larger records are dead letters, whatever they hold. */
  public static final int MOST_BYTES = 4 << 20;

  private EventDecoders() {}

  /**
   * JSON objects in UTF-8; fields the schema does not name are skipped. A time is epoch
   * milliseconds or ISO 8601 text; an array is one of numbers, flat or nested, or base64 of bytes.
   * A named field that comes twice makes the record malformed.
   */
  public static EventDecoder json(EventSchema schema) {
    return json(schema, Envelope.NONE);
  }

  /** The same within an envelope, behind the id of a schema or not. */
  public static EventDecoder json(EventSchema schema, Envelope envelope) {
    return json(schema, envelope, Declarations.NONE);
  }

  private static EventDecoder json(EventSchema schema, Envelope envelope, Declarations declared) {
    return new GuardedDecoder(
        schema, new JsonFormat(schema, envelope, new JsonMeanings(schema, envelope, declared)));
  }

  /**
   * The same with what their JSON Schemas declare: what a whole number counts that is a time, and
   * the digits behind the point of a decimal that is written as bytes. A record that names no
   * schema is read as it is.
   *
   * @param registry where the ids in front of records, or in their headers, lead
   */
  public static EventDecoder confluentJson(
      EventSchema schema, Envelope envelope, SchemaRegistry registry) {
    return new GuardedDecoder(
        schema, new JsonFormat(schema, envelope, new JsonMeanings(schema, envelope, registry)));
  }

  /**
   * Objects of a file, which may be records of a topic within an envelope, or what is in it.
   *
   * @param declared what a schema says of the whole of each
   */
  public static EventDecoder jsonLines(
      EventSchema schema, Envelope envelope, Declarations declared) {
    EventDecoder bare = json(schema, Envelope.NONE, declared);
    if (envelope == Envelope.NONE) {
      return bare;
    }
    EventDecoder within =
        json(schema, envelope, field -> declared.of(envelope.member() + "." + field));
    return (value, schemaIdHeader) -> {
      Decoded decoded = within.decode(value, schemaIdHeader);
      boolean isWithout = decoded instanceof Decoded.Bad bad && bad.field().isEmpty();
      return isWithout ? bare.decode(value, schemaIdHeader) : decoded;
    };
  }

  /**
   * Avro's binary encoding without a frame, all written with one schema. An array is Avro's array
   * of numbers, flat or nested, its bytes or fixed, without sign, or a string in base64.
   *
   * @param schemaText that schema, a record with all fields the event schema names
   * @throws IllegalArgumentException when a field is not in it or cannot be read from its type
   */
  public static EventDecoder avro(EventSchema schema, String schemaText) {
    return avro(schema, schemaText, Envelope.NONE);
  }

  /** The same within an envelope, which the schema includes. */
  public static EventDecoder avro(EventSchema schema, String schemaText, Envelope envelope) {
    Schema avro = record(schemaText);
    AvroProjection projection = AvroProjection.of(schema, envelope, avro, avro);
    return new GuardedDecoder(
        schema, (value, schemaIdHeader, into) -> projection.read(value, 0, into));
  }

  /**
   * Avro with the id of the writer's schema in front or in a header, resolved to the reader's by
   * name, with defaults. The id may change from record to record.
   *
   * @param readerSchemaText a record with all fields the event schema names
   * @throws IllegalArgumentException when a field is not in it or cannot be read from its type
   */
  public static EventDecoder confluentAvro(
      EventSchema schema, String readerSchemaText, SchemaRegistry registry) {
    return confluentAvro(schema, readerSchemaText, Envelope.NONE, registry);
  }

  /** The same within an envelope, which the schemas include. */
  public static EventDecoder confluentAvro(
      EventSchema schema, String readerSchemaText, Envelope envelope, SchemaRegistry registry) {
    return new GuardedDecoder(
        schema, new ConfluentFormat(schema, envelope, record(readerSchemaText), registry));
  }

  private static Schema record(String text) {
    Schema schema = AvroSchemas.reader(text);
    if (schema.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException("an event's schema is a record: " + schema.getType());
    }
    return schema;
  }
}
