package io.gradstream.cli.feed;

/**
 * One record to send.
 *
 * @param kind which of the learner's topics it goes to
 * @param key the record's key, null for none
 * @param time event or label time, epoch milliseconds
 */
public record FeedRecord(Kind kind, String key, byte[] value, long time) {

  /** Which of the learner's topics. */
  public enum Kind {
    EVENT,
    LABEL
  }
}
