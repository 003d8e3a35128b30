package io.gradstream.learning;

import io.gradstream.learning.spec.LabelsSpec;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.Optional;

/** Which labels were known when an event came: for a learner whose labels come later. */
@FunctionalInterface
interface Lateness {

  /**
   * @param example whose label is known from its position on
   * @param asked the example of the event that came
   */
  boolean wasKnown(Example example, Example asked);

  /** As the spec says; empty where a label comes with its event. */
  static Optional<Lateness> of(LearnerSpec spec) {
    if (!(spec.labels() instanceof LabelsSpec.OwnTopic)) {
      return Optional.empty();
    }
    int time = spec.events().time().map(spec.model().events()::indexOf).orElse(-1);
    return Optional.of((example, asked) -> example.position().time() <= came(asked, time));
  }

  /** Where the spec names no time of events, labels count as known with their events. */
  private static long came(Example asked, int timeField) {
    return timeField < 0 || asked.event().isMissing(timeField)
        ? asked.position().time()
        : asked.event().time(timeField);
  }

  /** A label is known to the row after the one that comes so many rows later. */
  static Lateness ofRows(long rows) {
    return (example, asked) -> example.position().offset() + rows < asked.position().offset();
  }
}
