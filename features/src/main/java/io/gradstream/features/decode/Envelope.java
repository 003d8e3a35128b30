package io.gradstream.features.decode;

import java.util.Locale;

/** What stands around an event's own fields in a record's value. */
public enum Envelope {
  /** Nothing. */
  NONE(""),
  /** Kafka Connect's, of its JSON converter with schemas: the fields are in {@code payload}. */
  CONNECT("payload"),
  /**
   * Debezium's: the fields are in {@code after}, which is null where a row was deleted. In JSON it
   * may itself stand in Connect's.
   */
  DEBEZIUM("after");

  private final String member;

  Envelope(String member) {
    this.member = member;
  }

  /** Name of the object that holds the fields; empty text for none. */
  public String member() {
    return member;
  }

  /** As specs write it. */
  public String written() {
    return name().toLowerCase(Locale.ROOT);
  }
}
