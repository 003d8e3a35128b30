package io.gradstream.cli.prove;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.LearnerSpec.Order;
import io.gradstream.learning.spec.StartPosition;

/** Which learners' versions are determined by what their topics hold. */
final class Provable {

  private Provable() {}

  /**
   * @throws InvalidDataException with the reason, when a learner's are not
   */
  static void require(LearnerSpec spec) {
    if (spec.events().order() == Order.ARRIVAL) {
      throw new InvalidDataException(
          "%s learns in the order in which records came (events.order: arrival), which no topic holds: its versions cannot be learned again"
              .formatted(spec.name()));
    }
    if (spec.events().from() instanceof StartPosition.Latest) {
      throw new InvalidDataException(
          "%s began behind what its topics held then (events.from: latest), and nobody wrote down where that was: its versions cannot be learned again"
              .formatted(spec.name()));
    }
  }
}
