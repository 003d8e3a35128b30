package io.gradstream.learning;

import io.gradstream.features.encode.Encoder;
import io.gradstream.features.event.Event;
import io.gradstream.features.event.EventProjection;
import io.gradstream.learning.Forecasts.Forecast;
import io.gradstream.model.Model;
import io.gradstream.model.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * From examples that come to rows that are learned: whose label each one's is, its own event's or
 * that of an event before it, and what was known of the stream when that event came. Not thread
 * safe.
 */
final class Pairing {

  private final Model model;
  private final Row[] rows; // [batch]
  private final Encoder.RowClaimed claimed;
  private final Function<Event, Told.Said> asked;
  private final Optional<LateLabels> late;
  private final Optional<LastEvents> last; // where the next event tells the label
  private final Optional<Forecasts> forecasts; // where one a horizon later does
  private final List<Told> learned = new ArrayList<>(); // of the rows, in a step
  private EncodedRows listener = (inputs, tables, label) -> {};

  /**
   * @param rows to be filled, or put others into their place
   * @param claimed told of each row of a table that a new value claims
   * @param asked says what is said of an event now; read-only
   */
  Pairing(
      Model model,
      Row[] rows,
      Optional<NextLabel> next,
      Optional<LateLabels> late,
      Encoder.RowClaimed claimed,
      Function<Event, Told.Said> asked) {
    this.model = model;
    this.rows = rows;
    this.claimed = claimed;
    this.asked = asked;
    this.late = late;
    boolean isOne = model.spec().keyField().isEmpty();
    last = next.filter(of -> !of.isAhead()).map(of -> new LastEvents(of, model.spec().events()));
    forecasts =
        next.filter(NextLabel::isAhead)
            .map(of -> new Forecasts(of, model.spec().events(), rows[0], isOne));
  }

  void startAnew() {
    late.ifPresent(LateLabels::startAnew);
    last.ifPresent(LastEvents::startAnew);
    forecasts.ifPresent(Forecasts::startAnew);
  }

  /**
   * The example that is learned of one that comes: itself; or an event before it with the label
   * that it tells, if it does. Read-only.
   *
   * @param gathered what came since the last step
   */
  Optional<Told> told(Example example, List<Example> gathered) {
    if (forecasts.isPresent()) {
      return forecasts.get().told(example, gathered);
    }
    return last.isPresent()
        ? last.get().told(example, gathered)
        : Optional.of(new Told(example, Double.NaN, Optional.empty()));
  }

  /**
   * Fills the rows with what is learned of examples that come, each of which is known from then on.
   *
   * @return what the first rows are of; valid until the next call
   */
  List<Told> of(List<Example> examples) {
    learned.clear();
    examples.forEach(this::take);
    return learned;
  }

  private void take(Example example) {
    if (forecasts.isPresent()) {
      forecast(example, forecasts.get());
    } else {
      told(example, List.of())
          .ifPresent(
              of -> {
                encode(of.example(), rows[learned.size()]);
                learned.add(of);
              });
    }
    model.encoder().enter(example.event());
    last.ifPresent(events -> events.follow(example));
  }

  /** Encodes an example with what was known before it; then it enters that. */
  private void encode(Example example, Row row) {
    late.ifPresent(labels -> labels.advance(model.rows().lessons().orElseThrow(), example));
    double label = label(example);
    model.rows().encodeToLearn(example.event(), label, row, claimed);
    listener.encoded(row.inputs(), row.tables(), label);
    late.ifPresent(labels -> labels.learned(example.labelled(label)));
  }

  /** Where classes are told by name, a new one claims a row of the output layer now. */
  private double label(Example example) {
    return example.isNamed() ? model.classes().learned(example.className()) : example.target();
  }

  /**
   * An event that comes is asked about and encoded, with what is known before it; then it tells the
   * label of one that waits, and waits itself.
   */
  private void forecast(Example next, Forecasts waiting) {
    Told.Said said = asked.apply(next.event());
    Row row = rows[0].another();
    model.rows().meet(next.event(), row, claimed);
    waiting.take(next).ifPresent(due -> label(due, Forecasts.told(next, due)));
    if (waiting.waits(next)) {
      waiting.add(new Forecast(next, row, said));
    }
  }

  /** One that came when no label was known yet tells what labels are, and teaches nothing else. */
  private void label(Forecast due, Told told) {
    double label = label(told.example());
    model.rows().labelAhead(told.example().event(), label, due.row());
    if (due.row().hasPast()) {
      listener.encoded(due.row().inputs(), due.row().tables(), label);
      rows[learned.size()] = due.row();
      learned.add(told);
    }
  }

  /** Tells of each example that is learned from now on, as its members see it. */
  void listen(EncodedRows told) {
    listener = told;
  }

  /**
   * Goes on with what waits in another.
   *
   * @param projection of its events to those of this one
   * @param readsAs whether its rows are those of this one's model
   */
  void takeOver(Pairing other, EventProjection projection, boolean readsAs) {
    late.ifPresent(here -> other.late.ifPresent(of -> here.takeOver(of, projection)));
    last.ifPresent(here -> other.last.ifPresent(of -> here.takeOver(of, projection)));
    forecasts.ifPresent(
        here -> other.forecasts.ifPresent(of -> here.takeOver(of, projection, readsAs)));
  }

  /** The model goes back to one of before: what was encoded since is of no use to it. */
  void goBack() {
    late.ifPresent(LateLabels::startAnew);
    forecasts.ifPresent(Forecasts::leave);
  }

  Optional<LateLabels> lateLabels() {
    return late;
  }

  Optional<LastEvents> lastEvents() {
    return last;
  }

  Optional<Forecasts> forecasts() {
    return forecasts;
  }
}
