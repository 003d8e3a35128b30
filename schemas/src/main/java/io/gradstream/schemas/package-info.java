/**
 * The contracts of the topics Gradstream writes: records that travel, their Avro schemas and
 * codecs, topic names, and the framing of values. Knows nothing of learning, Flink or Kafka
 * clients.
 */
package io.gradstream.schemas;
