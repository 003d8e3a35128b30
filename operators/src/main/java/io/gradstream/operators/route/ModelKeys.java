package io.gradstream.operators.route;

import io.gradstream.features.event.Event;
import io.gradstream.model.ModelSpec;

/** Which model an event belongs to. */
final class ModelKeys {

  private static final String SINGLE = "";

  private final int field; // -1: one model for all events

  ModelKeys(ModelSpec spec) {
    field = spec.keyField().map(spec.events()::indexOf).orElse(-1);
  }

  /** The value of the key field; empty text for a learner without one. */
  String of(Event event) {
    return field < 0 || event.isMissing(field) ? SINGLE : event.text(field);
  }
}
