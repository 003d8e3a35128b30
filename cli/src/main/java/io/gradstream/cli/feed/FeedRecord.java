package io.gradstream.cli.feed;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One record to send.
 *
 * @param kind which of the learner's topics it goes to
 * @param key the record's key, null for none
 * @param time event or label time, epoch milliseconds
 * @param headers by name
 * @param timestamp the record's own, where the data says it
 * @param target what a label says; empty for an event, and where nothing usable is said
 */
public record FeedRecord(
    Kind kind,
    String key,
    byte[] value,
    long time,
    Map<String, String> headers,
    OptionalLong timestamp,
    Optional<Double> target) {

  public FeedRecord(Kind kind, String key, byte[] value, long time) {
    this(kind, key, value, time, Map.of(), OptionalLong.empty(), Optional.empty());
  }

  /** The same, of a label that says this. */
  FeedRecord saying(double said) {
    return new FeedRecord(kind, key, value, time, headers, timestamp, Optional.of(said));
  }

  /** Which of the learner's topics. */
  public enum Kind {
    EVENT,
    LABEL
  }
}
