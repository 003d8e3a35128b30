package io.gradstream.learning;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.schemas.Position;

/**
 * An event with its label. Immutable.
 *
 * @param id the event's id, empty text when the learner declares none
 * @param target 0 or 1, the class's index, or the value; the sign of a class that is named, see
 *     {@link MetClasses#sign}
 * @param className of the class, where classes are met as labels come; else empty
 * @param position where it stands in the order of learning
 */
public record Example(Event event, String id, double target, String className, Position position) {

  /** An example of a number, or of a class that the spec names. */
  public Example(Event event, String id, double target, Position position) {
    this(event, id, target, "", position);
  }

  /** An example of a class by its name, which is not empty. */
  public static Example named(Event event, String id, String className, Position position) {
    return new Example(event, id, MetClasses.sign(className), className, position);
  }

  /** Whether its class is told by name. */
  public boolean isNamed() {
    return !className.isEmpty();
  }

  /** The label of this example, at its position, for the event of another. */
  Example of(Example other) {
    return new Example(other.event, other.id, target, className, position);
  }

  /** The same example whose target is that, with no name. */
  Example labelled(double label) {
    return new Example(event, id, label, position);
  }

  /** The same example with its event in another schema. */
  public Example with(EventProjection projection) {
    return projection.changesNothing()
        ? this
        : new Example(projection.project(event), id, target, className, position);
  }
}
