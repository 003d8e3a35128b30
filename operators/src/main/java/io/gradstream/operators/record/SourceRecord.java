package io.gradstream.operators.record;

import io.gradstream.features.event.Decoded;
import io.gradstream.features.event.Event;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.Position;
import java.util.List;
import java.util.Optional;

/**
 * What a record of a user's topic became at the source. Immutable. Its position's time is the
 * record's own event time until {@code EffectiveTimeOperator} makes it the effective one.
 */
public sealed interface SourceRecord {

  Position position();

  /** The same record at another time. */
  SourceRecord at(long time);

  /**
   * A decoded event or label.
   *
   * @param original the record's value as it came, for a dead letter; not to be changed
   * @param badLabel what is wrong with the label that an event holds itself, and is without here
   * @param setAside values that broke a rule, and are missing here
   */
  record Usable(
      Event event,
      byte[] original,
      Position position,
      Optional<Decoded.Bad> badLabel,
      List<Decoded.Bad> setAside)
      implements SourceRecord {

    public Usable {
      setAside = List.copyOf(setAside);
    }

    public Usable(Event event, byte[] original, Position position) {
      this(event, original, position, Optional.empty(), List.of());
    }

    @Override
    public Usable at(long time) {
      return time == position.time()
          ? this
          : new Usable(event, original, position.at(time), badLabel, setAside);
    }
  }

  /** A time mark: says that its partition has reached a time, and nothing else. */
  record Mark(Position position) implements SourceRecord {
    @Override
    public Mark at(long time) {
      return new Mark(position.at(time));
    }
  }

  /**
   * A record that says that something is no more: no event, and no fault. Its time is not believed,
   * either.
   */
  record Tombstone(Position position) implements SourceRecord {
    @Override
    public Tombstone at(long time) {
      return new Tombstone(position.at(time));
    }
  }

  /** A record that could not be used. Its time is not believed: it never moves time on. */
  record Unusable(DeadLetter letter) implements SourceRecord {
    @Override
    public Position position() {
      return new Position(letter.time(), letter.topic(), letter.partition(), letter.offset());
    }

    @Override
    public Unusable at(long time) {
      return new Unusable(
          new DeadLetter(
              letter.learner(),
              letter.reason(),
              letter.field(),
              letter.message(),
              letter.original(),
              letter.topic(),
              letter.partition(),
              letter.offset(),
              time));
    }
  }
}
