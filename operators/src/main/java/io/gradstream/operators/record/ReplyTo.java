package io.gradstream.operators.record;

/**
 * Where whoever asked waits for the answer.
 *
 * @param topic one that the spec allows
 * @param partition of it; {@link #ANY} where that is left to Kafka
 * @param correlationHeader name of the header by which the asker knows the answer; empty text where
 *     the query has none
 * @param correlationId its value, not to be changed
 */
public record ReplyTo(String topic, int partition, String correlationHeader, byte[] correlationId) {

  /** No partition in particular. */
  public static final int ANY = -1;
}
