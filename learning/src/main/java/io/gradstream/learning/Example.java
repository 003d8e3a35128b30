package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.schemas.Position;

/**
 * An event with its label. Immutable.
 *
 * @param id the event's id, empty text when the learner declares none
 * @param target 0 or 1, the class's index, or the value
 * @param position where it stands in the order of learning
 */
public record Example(Event event, String id, float target, Position position) {

  /** The same example with its event in another schema. */
  public Example with(EventProjection projection) {
    return projection.changesNothing()
        ? this
        : new Example(projection.project(event), id, target, position);
  }
}
