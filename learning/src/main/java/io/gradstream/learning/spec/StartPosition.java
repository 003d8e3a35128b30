package io.gradstream.learning.spec;

import java.time.Instant;
import java.util.OptionalLong;

/** From where a learner without state reads its topics. */
public sealed interface StartPosition {

  /** From the beginning of each partition's log. */
  record Earliest() implements StartPosition {}

  /** From where each partition's log ends when the learner is deployed. */
  record Latest() implements StartPosition {}

  /** From the first record of each partition whose Kafka timestamp is not before a time. */
  record At(Instant time) implements StartPosition {}

  /** Epoch milliseconds that records are not before; empty where no time is said. */
  default OptionalLong since() {
    return this instanceof At at ? OptionalLong.of(at.time().toEpochMilli()) : OptionalLong.empty();
  }
}
