package io.gradstream.model;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.event.Event;
import io.gradstream.features.history.History;
import java.util.Optional;

/**
 * Encoder of a model's events, and the history of them where the model has one. A row is what the
 * encoder makes of the event, then its history. Changes only when it learns. State of one model,
 * not thread safe.
 */
public final class Rows {

  private final ModelSpec spec;
  private final boolean labelsComeLater;
  private final LabelFrame labels;
  private Encoder encoder;
  private Optional<History> history; // of all that was learned
  private Optional<History> lessons; // of what was known when the event came that is learned

  Rows(ModelSpec spec, boolean labelsComeLater, LabelFrame labels) {
    this.spec = spec;
    this.labelsComeLater = labelsComeLater;
    this.labels = labels;
    startAnew();
  }

  void startAnew() {
    encoder = spec.encoder();
    history = spec.history();
    lessons = labelsComeLater ? history.map(History::scaledAlike) : history;
    labels.startAnew();
  }

  /** What fits of another's of the same key and target; the other is of no further use. */
  void takeOver(Rows other) {
    encoder.takeOver(other.encoder);
    if (history.isPresent() && other.history.isPresent()) {
      history.get().takeOver(other.history.get());
      if (labelsComeLater) {
        lessons.get().takeOver(other.lessons.orElseThrow());
      }
    }
  }

  /** Events are learned with the history of all that was learned, whatever it was before. */
  void learnAsKnown() {
    if (labelsComeLater) {
      lessons.ifPresent(of -> of.restore(history.orElseThrow().state()));
    }
  }

  /** Whether a row is what it is in another model. */
  boolean readsAs(Rows other) {
    return plan().columns().equals(other.plan().columns())
        && encoder.tableSpecs().equals(other.encoder.tableSpecs());
  }

  /** What members are, over these rows. */
  ModelPlan plan() {
    return new ModelPlan(spec, encoder, history);
  }

  /** A row to be filled. */
  public Row newRow() {
    return new Row(plan().width(), encoder.tables(), spec.ownFields().size());
  }

  /** Fills a row with an event that is asked for. Read-only. */
  void encode(Event event, Row row) {
    encoder.encode(event, row.inputs, 0, row.tables, 0);
    history.ifPresent(known -> known.encode(event, row.inputs, encoder.width()));
    labels.fill(row, event, history);
  }

  /**
   * Fills a row with an event that is learned: it claims rows of its categories and enters the
   * scales. The label enters what is known of labels, after the row was filled.
   *
   * @param claimed told of each row that a new value claims
   */
  public void encodeToLearn(Event event, double label, Row row, Encoder.RowClaimed claimed) {
    meet(event, row, claimed);
    label(event, label, row);
  }

  /** The first half of it: the event, whose label is still to come. */
  public void meet(Event event, Row row, Encoder.RowClaimed claimed) {
    lessons.ifPresent(labels::heed); // of what it learned meanwhile
    encoder.learn(event, row.inputs, 0, row.tables, 0, claimed);
    lessons.ifPresent(known -> known.encodeToLearn(event, row.inputs, encoder.width()));
    labels.fill(row, event, lessons);
  }

  /** The second half: the label of an event that was met. */
  private void label(Event event, double label, Row row) {
    row.label = label;
    row.learned = history.map(known -> known.limited(label)).orElse(label);
    labels.learn(row, lessons);
    history.ifPresent(known -> known.learn(event, label));
    lessons.ifPresent(labels::heed);
  }

  /**
   * The label of an event that was {@linkplain #meet met} before others, whose labels are known by
   * now.
   */
  public void labelAhead(Event event, double label, Row row) {
    history.ifPresent(known -> row.cameBefore(known.labels().count()));
    label(event, label, row);
    labels.measure(row);
  }

  public Encoder encoder() {
    return encoder;
  }

  /** History of all that was learned, where there is one. */
  public Optional<History> history() {
    return history;
  }

  /**
   * The history that events are learned with: what was known when they came. The same as {@link
   * #history}, unless labels come later.
   */
  public Optional<History> lessons() {
    return lessons;
  }
}
