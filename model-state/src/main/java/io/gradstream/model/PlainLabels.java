package io.gradstream.model;

import io.gradstream.features.event.Event;
import io.gradstream.features.history.History;
import java.util.Optional;

/** Labels that are learned as they are: classes, and events that are their own labels. */
final class PlainLabels implements LabelFrame {

  @Override
  public void startAnew() {}

  @Override
  public void fill(Row row, Event event, Optional<History> known) {
    row.lastLabel =
        known.isEmpty() || known.get().labels().count() == 0
            ? -1
            : (int) known.get().labels().of(1);
  }

  @Override
  public void learn(Row row, Optional<History> known) {}

  @Override
  public float target(Row row, Anchor anchor) {
    return (float) row.learned;
  }
}
