package io.gradstream.learning.spec;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.TargetRule.Absent;
import io.gradstream.learning.spec.TargetRule.Outcome;
import io.gradstream.learning.spec.TargetRule.Unusable;
import io.gradstream.schemas.DeadLetter.Reason;

/** What a record that can be read is of use for, by the spec alone. */
public final class RecordUse {

  private RecordUse() {}

  /**
   * What an event says: its label, where it has one; {@link Absent} where it waits for one, or asks
   * only for an answer; or why it is of no use to learning.
   */
  public static Outcome ofEvent(LearnerSpec spec, Event event) {
    if (!(spec.labels() instanceof LabelsSpec.OwnTopic)) {
      return spec.target().apply(spec.model().events(), event);
    }
    int id = spec.events().id().map(spec.model().events()::indexOf).orElse(-1);
    boolean hasId = id >= 0 && !event.isMissing(id) && !event.text(id).isEmpty();
    return hasId ? new Absent() : withoutId(spec);
  }

  /** What an event without an id is called that its label comes apart from. */
  public static Unusable withoutId(LearnerSpec spec) {
    return new Unusable(
        Reason.MISSING_FIELD,
        spec.events().id().orElse(""),
        "an event without an id cannot meet its label");
  }

  /** What a label of a topic of their own says, or why it is of no use; never {@link Absent}. */
  public static Outcome ofLabel(LearnerSpec spec, LabelsSpec.OwnTopic labels, Event label) {
    if (label.isMissing(labels.schema().indexOf(labels.id()))) {
      return new Unusable(
          Reason.MISSING_FIELD, labels.id(), "a label without an id cannot be joined");
    }
    Outcome outcome = spec.target().apply(labels.schema(), label);
    return outcome instanceof Absent
        ? new Unusable(Reason.MISSING_FIELD, spec.target().field(), "a label without its value")
        : outcome;
  }
}
