package io.gradstream.features.decode;

import io.gradstream.schemas.ConfluentFraming;

/** The formats events can be written in. A writer is used by one thread. */
public final class EventWriters {

  private EventWriters() {}

  /** JSON objects; a time is epoch milliseconds, a missing value is null. */
  public static EventWriter json() {
    return json(Envelope.NONE);
  }

  /** The same within an envelope of which readers need no more. */
  public static EventWriter json(Envelope envelope) {
    return new JsonEventWriter(envelope);
  }

  /**
   * Avro's binary encoding without a frame. A field of the record that the event does not have
   * takes its default, else null.
   *
   * @param schemaText a record
   */
  public static EventWriter avro(String schemaText) {
    return avro(schemaText, Envelope.NONE);
  }

  /** The same within an envelope, which the schema includes. */
  public static EventWriter avro(String schemaText, Envelope envelope) {
    return new AvroEventWriter(AvroSchemas.reader(schemaText), envelope);
  }

  /** The writer that {@link #avro} gives, with a schema id in front. */
  public static EventWriter confluentAvro(String schemaText, int schemaId) {
    return confluentAvro(schemaText, Envelope.NONE, schemaId);
  }

  /** The same within an envelope, which the schema includes. */
  public static EventWriter confluentAvro(String schemaText, Envelope envelope, int schemaId) {
    EventWriter payload = avro(schemaText, envelope);
    return (schema, event) -> ConfluentFraming.frame(schemaId, payload.write(schema, event));
  }
}
