package io.gradstream.model;

import io.gradstream.features.event.Event;
import io.gradstream.features.history.History;
import java.util.Optional;

/** Labels that are learned as they are: classes, and events that are their own labels. */
final class PlainLabels implements LabelFrame {

  private final int classes; // 0: no classes

  PlainLabels(int classes) {
    this.classes = classes;
  }

  @Override
  public void startAnew() {}

  @Override
  public void fill(Row row, Event event, Optional<History> known) {
    row.lastLabel = known.map(this::last).orElse(-1);
  }

  /** One that there is no room for, as a learner of more may have met, is none. */
  private int last(History known) {
    int last = (int) known.labels().of(1);
    return known.labels().count() == 0 || last >= classes ? -1 : last;
  }

  @Override
  public void learn(Row row, Optional<History> known) {}

  @Override
  public float target(Row row, Anchor anchor) {
    return (float) row.learned;
  }
}
