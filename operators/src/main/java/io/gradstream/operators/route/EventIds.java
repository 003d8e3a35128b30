package io.gradstream.operators.route;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;

/** What an event is called. */
public final class EventIds {

  /** An event that has no id; it is never a duplicate. */
  public static final String NONE = "";

  private final int field; // -1: events have no ids

  EventIds(LearnerSpec spec) {
    field = spec.events().id().map(spec.model().events()::indexOf).orElse(-1);
  }

  String of(Event event) {
    return field < 0 || event.isMissing(field) ? NONE : event.text(field);
  }
}
