package io.gradstream.operators.route;

import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.features.event.EventSchema;
import io.gradstream.learning.change.SpecChange;
import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Waiting;
import io.gradstream.learning.spec.LearnerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings what waits of an id from one spec to the next: events into its schema, as long as they
 * have what it must have of each; labels where they mean the same. The rest is dropped. Not thread
 * safe.
 */
final class WaitingUnder {

  private final SpecChange change;
  private final EventProjection projection;
  private final EventSchema present;
  private final List<Arrived> dropped = new ArrayList<>();

  /**
   * @param before the schema of the events that wait
   */
  WaitingUnder(SpecChange change, EventSchema before, LearnerSpec present) {
    this.change = change;
    this.projection = new EventProjection(before, present.model().events());
    this.present = present.model().events();
  }

  boolean changesNothing() {
    return projection.changesNothing() && change.keepsEvents() && change.keepsLabels();
  }

  /** What is left of it. */
  Waiting of(Waiting waiting) {
    List<Arrived> pending =
        waiting.pending().stream().flatMap(record -> of(record).stream()).toList();
    Optional<Arrived> held = waiting.held().flatMap(this::of);
    boolean forgets = waiting.held().isPresent() && held.isEmpty() || !change.keepsEvents();
    return new Waiting(pending, held, forgets ? Long.MIN_VALUE : waiting.forgetAt());
  }

  /** Takes what was dropped since this was last asked. */
  List<Arrived> takeDropped() {
    List<Arrived> taken = List.copyOf(dropped);
    dropped.clear();
    return taken;
  }

  private Optional<Arrived> of(Arrived record) {
    Arrived now = record.with(projection);
    boolean kept =
        now instanceof EventArrived arrived
            ? change.keepsEvents() && isComplete(arrived.event())
            : change.keepsLabels();
    if (!kept) {
      dropped.add(record);
      return Optional.empty();
    }
    return Optional.of(now);
  }

  private boolean isComplete(Event event) {
    for (int i = 0; i < present.fields().size(); i++) {
      if (present.fields().get(i).required() && event.isMissing(i)) {
        return false;
      }
    }
    return true;
  }
}
