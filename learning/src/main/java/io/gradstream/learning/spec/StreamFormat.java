package io.gradstream.learning.spec;

import java.util.Map;
import java.util.Optional;

/** How a topic's values are written. */
public sealed interface StreamFormat {

  /** Where a registry over HTTP is asked, where the format has one. */
  default Optional<String> registryUrl() {
    return this instanceof ConfluentAvro avro && avro.registry() instanceof HttpRegistryAt http
        ? Optional.of(http.url())
        : Optional.empty();
  }

  /** One JSON object. */
  record Json() implements StreamFormat {}

  /** Avro binary without framing, written with exactly this schema. */
  record PlainAvro(String schema) implements StreamFormat {}

  /**
   * Avro in Confluent framing: the writer's schema by id, resolved to the reader's.
   *
   * @param schema the reader's schema
   * @param registry where ids are looked up
   */
  record ConfluentAvro(String schema, Registry registry) implements StreamFormat {}

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
