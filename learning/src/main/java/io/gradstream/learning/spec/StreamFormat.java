package io.gradstream.learning.spec;

import io.gradstream.features.decode.Envelope;
import java.util.Map;
import java.util.Optional;

/** How a topic's values are written. */
public sealed interface StreamFormat {

  /** Where a registry over HTTP is asked, where the format has one. */
  default Optional<String> registryUrl() {
    return ids()
        .filter(HttpRegistryAt.class::isInstance)
        .map(registry -> ((HttpRegistryAt) registry).url());
  }

  /** Where ids lead, where the format has such. */
  private Optional<Registry> ids() {
    if (this instanceof Json json) {
      return json.registry();
    }
    return this instanceof ConfluentAvro avro ? Optional.of(avro.registry()) : Optional.empty();
  }

  /** What stands around an event's fields. */
  Envelope envelope();

  /**
   * One JSON object, behind the id of a JSON Schema or not.
   *
   * @param registry where ids are looked up; absent: they are read past
   */
  record Json(Envelope envelope, Optional<Registry> registry) implements StreamFormat {
    public Json(Envelope envelope) {
      this(envelope, Optional.empty());
    }

    public Json() {
      this(Envelope.NONE);
    }
  }

  /** Avro binary without framing, written with exactly this schema, the envelope included. */
  record PlainAvro(String schema, Envelope envelope) implements StreamFormat {
    public PlainAvro(String schema) {
      this(schema, Envelope.NONE);
    }
  }

  /**
   * Avro in Confluent framing: the writer's schema by id, resolved to the reader's.
   *
   * @param schema the reader's schema, the envelope included
   * @param registry where ids are looked up
   */
  record ConfluentAvro(String schema, Registry registry, Envelope envelope)
      implements StreamFormat {
    public ConfluentAvro(String schema, Registry registry) {
      this(schema, registry, Envelope.NONE);
    }
  }

  /** Where a schema id leads. */
  sealed interface Registry {}

  /** A registry that answers {@code GET url/schemas/ids/ID}. */
  record HttpRegistryAt(String url) implements Registry {}

  /** Schemas that travel with the spec, by id. */
  record SchemasById(Map<Integer, String> schemas) implements Registry {
    public SchemasById {
      schemas = Map.copyOf(schemas);
    }
  }
}
