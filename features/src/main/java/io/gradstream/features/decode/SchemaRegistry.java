package io.gradstream.features.decode;

import io.gradstream.features.declared.JsonSchema;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Finds the schema a record was written with. What an id names never changes. */
@FunctionalInterface
public interface SchemaRegistry {

  /** What a registry says of an id, once and for all who ask. */
  sealed interface Answer {

    /** This is the schema, of Avro. */
    record Found(Schema schema) implements Answer {}

    /** This is the schema, of JSON. */
    record FoundJson(JsonSchema schema) implements Answer {}

    /** There is none of this id, or it is of no use: the record behind it is a dead letter. */
    record Refused(String reason) implements Answer {}

    /** There is no schema of this id. */
    static Refused unknown(int id) {
      return new Refused("the registry has no schema of id " + id);
    }

    /** The one of this id is of another kind than the records behind it. */
    static Refused other(int id, String wanted, String found) {
      return new Refused("schema id %d must be %s: %s".formatted(id, wanted, found));
    }
  }

  /**
   * The registry's own answer; what keeps it from answering is none.
   *
   * @throws RegistryUnavailableException when none came for as long as this registry is waited for
   */
  Answer byId(int id);

  /** A registry of the given texts of Avro schemas and no others. */
  static SchemaRegistry of(Map<Integer, String> texts) {
    Map<Integer, Answer> schemas = new TreeMap<>();
    texts.forEach((id, text) -> schemas.put(id, new Answer.Found(AvroSchemas.writer(text))));
    return id -> schemas.getOrDefault(id, Answer.unknown(id));
  }

  /** A registry of the given texts of JSON Schemas and no others. */
  static SchemaRegistry ofJson(Map<Integer, String> texts) {
    Map<Integer, Answer> schemas = new TreeMap<>();
    texts.forEach(
        (id, text) -> schemas.put(id, new Answer.FoundJson(JsonSchema.read(text, Map.of()))));
    return id -> schemas.getOrDefault(id, Answer.unknown(id));
  }
}
