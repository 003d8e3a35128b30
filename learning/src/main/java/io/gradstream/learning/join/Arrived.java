package io.gradstream.learning.join;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.schemas.Position;

/** A record that came for one id. Immutable. */
public sealed interface Arrived {

  String id();

  Position position();

  /** The record's value as it came, for a dead letter. */
  byte[] original();

  /** The same record, an event in another schema. */
  default Arrived with(EventProjection projection) {
    return this instanceof EventArrived arrived
        ? new EventArrived(id(), projection.project(arrived.event()), position(), original())
        : this;
  }

  /** An event that waits for its label. */
  record EventArrived(String id, Event event, Position position, byte[] original)
      implements Arrived {}

  /**
   * A label.
   *
   * @param target as an {@link io.gradstream.learning.Example} has it, as the class's name
   */
  record LabelArrived(
      String id, double target, String className, Position position, byte[] original)
      implements Arrived {

    /** A label that is a number, or a class that the spec names. */
    public LabelArrived(String id, double target, Position position, byte[] original) {
      this(id, target, "", position, original);
    }
  }
}
