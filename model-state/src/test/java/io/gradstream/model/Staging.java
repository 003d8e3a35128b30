package io.gradstream.model;

import io.gradstream.features.event.Event;

/** Stages examples for a step, as a learner does. */
final class Staging {

  private Staging() {}

  /** The event enters the model and is staged for all members, without its label. */
  static Row input(Model model, int place, Event event, float label) {
    Row row = model.rows().newRow();
    model.rows().encodeToLearn(event, label, row, model.pool()::resetRow);
    model.pool().stage(place, row);
    return row;
  }

  /** What each member learns of the label is staged too. */
  static Row example(Model model, int place, Event event, float label) {
    Row row = input(model, place, event, label);
    for (Member member : model.pool().members()) {
      float target = model.labels().target(row, member.anchor());
      member.target(place, row.inputs(), 0, target);
    }
    model.labels().settle(row);
    return row;
  }
}
