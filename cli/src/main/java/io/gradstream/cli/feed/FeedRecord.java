package io.gradstream.cli.feed;

import java.util.Map;
import java.util.OptionalLong;

/**
 * One record to send.
 *
 * @param kind which of the learner's topics it goes to
 * @param key the record's key, null for none
 * @param time event or label time, epoch milliseconds
 * @param headers by name
 * @param timestamp the record's own, where the data says it
 */
public record FeedRecord(
    Kind kind,
    String key,
    byte[] value,
    long time,
    Map<String, String> headers,
    OptionalLong timestamp) {

  public FeedRecord(Kind kind, String key, byte[] value, long time) {
    this(kind, key, value, time, Map.of(), OptionalLong.empty());
  }

  /** Which of the learner's topics. */
  public enum Kind {
    EVENT,
    LABEL
  }
}
