package io.gradstream.operators.record;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.Example;
import io.gradstream.schemas.Position;

/** What the learner is asked to do with one model key. Immutable. */
public sealed interface WorkItem {

  /** Picks the model, and with it the subtask; empty text for a learner without a key. */
  String key();

  /** The event the item is about. */
  Event event();

  /** The event's id, empty text when the learner declares none. */
  String id();

  /** The record that made the item. */
  Position position();

  /** Answer at once, read-only. */
  record Ask(String key, String id, Event event, Position position) implements WorkItem {}

  /** Answer at once, read-only, and tell it to who asked. */
  record Query(String key, String id, QueryRecord.Asked asked) implements WorkItem {
    @Override
    public Event event() {
      return asked.event();
    }

    @Override
    public Position position() {
      return asked.position();
    }
  }

  /** An item that ends in learning an example, once its turn has come. */
  sealed interface Lesson extends WorkItem {

    Example example();

    /** The record's value as it came, for a dead letter; empty where it was joined before. */
    byte[] original();

    /** The same lesson with its event in another schema. */
    Lesson with(EventProjection projection);

    @Override
    default Event event() {
      return example().event();
    }

    @Override
    default String id() {
      return example().id();
    }

    @Override
    default Position position() {
      return example().position();
    }
  }

  /** Learn an example that the label join has completed. */
  record Learn(String key, Example example) implements Lesson {
    private static final byte[] NO_BYTES = {};

    @Override
    public byte[] original() {
      return NO_BYTES;
    }

    @Override
    public Learn with(EventProjection projection) {
      return new Learn(key, example.with(projection));
    }
  }

  /** Answer at once, then learn: the event carries its label. */
  record AskAndLearn(String key, Example example, byte[] original) implements Lesson {
    @Override
    public AskAndLearn with(EventProjection projection) {
      return new AskAndLearn(key, example.with(projection), original);
    }
  }
}
