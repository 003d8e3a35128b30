package io.gradstream.operators.record;

import io.gradstream.features.event.Event;
import io.gradstream.schemas.Position;

/** What a record of the queries topic became at the source: a question, or a refusal already. */
public sealed interface QueryRecord permits QueryRecord.Asked, Reply {

  /**
   * An event that wants only an answer. Immutable.
   *
   * @param message what was set aside of it, in words; empty text for nothing
   * @param position of its record; the time is that of its Kafka timestamp, and moves nothing
   */
  record Asked(Event event, String message, Position position, ReplyTo to) implements QueryRecord {}
}
