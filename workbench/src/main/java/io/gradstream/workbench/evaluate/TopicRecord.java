package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.Position;
import java.util.Optional;

/**
 * What a record of a topic turned out to be. Its position's time is the record's own, until {@link
 * TimeOrder} makes it the effective one. Immutable.
 */
public sealed interface TopicRecord {

  Position position();

  /** The same record at another time. */
  TopicRecord at(long time);

  /**
   * An event.
   *
   * @param badLabel what is wrong with the label that it holds itself, and is without here
   */
  record OfEvents(Decoded.Good read, Position position, Optional<Decoded.Bad> badLabel)
      implements TopicRecord {
    @Override
    public OfEvents at(long time) {
      return new OfEvents(read, position.at(time), badLabel);
    }

    Event event() {
      return read.event();
    }
  }

  /** A label, of a topic of labels. */
  record OfLabels(Event label, Position position) implements TopicRecord {
    @Override
    public OfLabels at(long time) {
      return new OfLabels(label, position.at(time));
    }
  }

  /** A time mark: says that its partition has reached a time, and nothing else. */
  record Mark(Position position) implements TopicRecord {
    @Override
    public Mark at(long time) {
      return new Mark(position.at(time));
    }
  }

  /** A record that says that something is no more: no event, and no fault. */
  record Tombstone(Position position, boolean isLabel) implements TopicRecord {
    @Override
    public Tombstone at(long time) {
      return new Tombstone(position.at(time), isLabel);
    }
  }

  /** A record that cannot be used. Its time is not believed: it never moves time on. */
  record Unusable(Position position, boolean isLabel, Reason reason, String message)
      implements TopicRecord {
    @Override
    public Unusable at(long time) {
      return new Unusable(position.at(time), isLabel, reason, message);
    }
  }
}
