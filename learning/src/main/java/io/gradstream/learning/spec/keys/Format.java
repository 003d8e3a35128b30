package io.gradstream.learning.spec.keys;

import io.gradstream.learning.spec.yaml.NameShape;

/** How the values of a topic are written, by the name a spec gives it. */
public enum Format {
  JSON("json"),
  /** Binary behind a schema's id. */
  AVRO("avro"),
  /** Binary written with exactly the named schema. */
  AVRO_PLAIN("avro-plain");

  public static final NameShape<Format> NAMES =
      NameShape.meaning(JSON.written, JSON)
          .or(AVRO.written, AVRO)
          .or(AVRO_PLAIN.written, AVRO_PLAIN);

  private final String written;

  Format(String written) {
    this.written = written;
  }

  @Override
  public String toString() {
    return written;
  }
}
