package io.gradstream.features.decode;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;

/** Finds the Avro schema a record was written with. What an id names never changes. */
@FunctionalInterface
public interface SchemaRegistry {

  /** The schema, or empty when there is none of this id, or none to be had. */
  Optional<Schema> byId(int id);

  /** A registry of the given schema texts and no others. */
  static SchemaRegistry of(Map<Integer, String> texts) {
    Map<Integer, Schema> schemas = new TreeMap<>();
    texts.forEach((id, text) -> schemas.put(id, new Schema.Parser().parse(text)));
    return id -> Optional.ofNullable(schemas.get(id));
  }
}
