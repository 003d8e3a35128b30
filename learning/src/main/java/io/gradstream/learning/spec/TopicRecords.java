package io.gradstream.learning.spec;

import io.gradstream.features.decode.EventDecoder;
import io.gradstream.features.decode.EventDecoders;
import io.gradstream.features.decode.HttpRegistry;
import io.gradstream.features.decode.RegistryAccess;
import io.gradstream.features.decode.RegistryHost;
import io.gradstream.features.decode.RegistryPatience;
import io.gradstream.features.decode.SchemaRegistry;
import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.spec.StreamFormat.ConfluentAvro;
import io.gradstream.learning.spec.StreamFormat.HttpRegistryAt;
import io.gradstream.learning.spec.StreamFormat.Json;
import io.gradstream.learning.spec.StreamFormat.PlainAvro;
import io.gradstream.learning.spec.StreamFormat.Registry;
import io.gradstream.learning.spec.StreamFormat.SchemasById;
import io.gradstream.schemas.DeadLetter.Reason;
import java.net.URI;
import java.time.InstantSource;

/** Reads the records of a topic, as its format says. */
public final class TopicRecords {

  private TopicRecords() {}

  /** Registries over HTTP, wherever and however they are asked. */
  @FunctionalInterface
  public interface Registries {
    SchemaRegistry at(HttpRegistryAt place);
  }

  /**
   * A decoder at a desk, for one thread: a registry over HTTP is open to everyone, and waited for
   * half a minute.
   *
   * @param schema the fields to read
   * @param mostBytes a longer record is {@link Reason#TOO_LARGE}
   */
  public static EventDecoder decoder(StreamFormat format, EventSchema schema, int mostBytes) {
    return decoder(format, schema, mostBytes, TopicRecords::atADesk);
  }

  /**
   * A decoder, for one thread.
   *
   * @param schema the fields to read
   * @param mostBytes a longer record is {@link Reason#TOO_LARGE}
   * @param registries asked once, where the format has a registry over HTTP
   */
  public static EventDecoder decoder(
      StreamFormat format, EventSchema schema, int mostBytes, Registries registries) {
    EventDecoder decoder = decoder(format, schema, registries);
    Decoded tooLarge =
        new Decoded.Bad(Reason.TOO_LARGE, "", "a record must have at most " + mostBytes + " bytes");
    return (value, schemaIdHeader) ->
        value != null && value.length > mostBytes
            ? tooLarge
            : decoder.decode(value, schemaIdHeader);
  }

  private static EventDecoder decoder(
      StreamFormat format, EventSchema schema, Registries registries) {
    if (format instanceof ConfluentAvro avro) {
      return EventDecoders.confluentAvro(
          schema, avro.schema(), avro.envelope(), registry(avro.registry(), registries));
    }
    if (format instanceof Json json && json.registry().isPresent()) {
      return EventDecoders.confluentJson(
          schema, json.envelope(), ofJson(json.registry().get(), registries));
    }
    return format instanceof PlainAvro avro
        ? EventDecoders.avro(schema, avro.schema(), avro.envelope())
        : EventDecoders.json(schema, format.envelope());
  }

  private static SchemaRegistry registry(Registry registry, Registries registries) {
    return registry instanceof HttpRegistryAt http
        ? registries.at(http)
        : SchemaRegistry.of(((SchemasById) registry).schemas());
  }

  private static SchemaRegistry ofJson(Registry registry, Registries registries) {
    return registry instanceof HttpRegistryAt http
        ? registries.at(http)
        : SchemaRegistry.ofJson(((SchemasById) registry).schemas());
  }

  private static SchemaRegistry atADesk(HttpRegistryAt place) {
    return new HttpRegistry(
        URI.create(place.url()),
        () -> RegistryAccess.OPEN,
        RegistryPatience.HALF_A_MINUTE,
        RegistryHost.ofThread(),
        InstantSource.system());
  }
}
