package io.gradstream.learning.spec;

/**
 * How a learner's predictions, reports and dead letters are written. Models and commands are always
 * written in Avro's single-object encoding: nobody but us reads them.
 */
public sealed interface PublishedForm {

  /** Avro's single-object encoding: needs no registry. */
  record SingleObject() implements PublishedForm {}

  /** One JSON object each, with named fields. */
  record Json() implements PublishedForm {}

  /**
   * Avro in Confluent framing.
   *
   * @param registry where the schemas are registered, under {@code TOPIC-value}
   */
  record Framed(StreamFormat.HttpRegistryAt registry) implements PublishedForm {}
}
