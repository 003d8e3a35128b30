package io.gradstream.learning.spec;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.decode.HttpRegistry;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.StreamFormat.PlainAvro;
import io.gradstream.learning.spec.StreamFormat.Registry;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.schemas.DeadLetter.Reason;
import java.net.URI;
import java.time.InstantSource;

/** Reads the records of a topic, as its format says. */
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
}
