package io.gradstream.schemas;

import java.io.Serializable;

/**
 * How predictions, metric reports and dead letters are written. A reader needs not know: the first
 * byte of a record tells.
 */
public sealed interface RecordForm extends Serializable {

  /** Avro's single-object encoding, which needs no registry. */
  record SingleObject() implements RecordForm {}

  /**
   * Avro in Confluent framing.
   *
   * @param schemaId of the topic's newest schema, in the registry of whoever reads
   */
  record Framed(int schemaId) implements RecordForm {}

  /** One JSON object, with named fields. */
  record Json() implements RecordForm {}
}
