package io.gradstream.learning.spec;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.Duration;
import java.util.Optional;

/** When the records of a user's topic are, and whether they can be then. Immutable. */
public final class RecordTimes {

  private static final long NONE = -1;

  private final String name;
  private final int field; // -1: the Kafka record's timestamp
  private final Duration ahead;

  public RecordTimes(UserTopic topic) {
    name = topic.time().orElse("");
    field = topic.time().map(topic.schema()::indexOf).orElse(-1);
    ahead = topic.ahead();
  }

  /**
   * A record's time, epoch milliseconds.
   *
   * @param timestamp the Kafka record's; negative for none
   */
  public long of(Event event, long timestamp) {
    if (field < 0) {
      return timestamp;
    }
    return event.isMissing(field) ? NONE : event.time(field);
  }

  /**
   * Why a record cannot be when it says; nothing when it can. A record of before Kafka had
   * timestamps bounds nothing.
   *
   * @param timestamp the Kafka record's; negative for none
   */
  public Optional<Decoded.Bad> fault(Event event, long timestamp) {
    long time = of(event, timestamp);
    if (time == NONE) {
      return Optional.of(new Decoded.Bad(Reason.MISSING_FIELD, name, "the record has no time"));
    }
    if (field >= 0 && timestamp >= 0 && time - timestamp > ahead.toMillis()) {
      return Optional.of(
          new Decoded.Bad(
              Reason.OUT_OF_RANGE,
              name,
              "a time must be at most %d s (events.ahead) ahead of the record's Kafka timestamp %d: %d"
                  .formatted(ahead.toSeconds(), timestamp, time)));
    }
    return Optional.empty();
  }
}
