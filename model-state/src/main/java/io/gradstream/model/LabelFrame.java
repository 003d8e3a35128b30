package io.gradstream.model;

import io.gradstream.features.encode.TargetScaler;
import io.gradstream.features.event.Event;
import io.gradstream.features.history.History;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * What members learn of a label, and how their outputs are read back: the label as it is, a number
 * scaled to unit deviation, or a number's change from something known. State of one model, not
 * thread safe.
 */
public sealed interface LabelFrame permits AnchoredNumbers, PlainLabels, ScaledNumbers {

  /**
   * Frame of a model: numbers are scaled for one network, and told as changes where there is a
   * pool.
   */
  static LabelFrame of(ModelSpec spec) {
    if (!spec.target().isNumber()) {
      return new PlainLabels(spec.target().classes());
    }
    return spec.pool().isPresent()
        ? new AnchoredNumbers(spec.changeFrom())
        : new ScaledNumbers(spec.changeFrom());
  }

  void startAnew();

  /** What labels are changes from may be that of other series from now on. */
  default void heed(History known) {}

  /** Fills a row with what is known before its label. */
  void fill(Row row, Event event, Optional<History> known);

  /** The row's label enters the statistics, before it enters the history. */
  void learn(Row row, Optional<History> known);

  /** A row that was filled before any unit of its label was known is learned in the one of now. */
  default void measure(Row row) {}

  /** The row was scored: from now on outputs are read with its label known. */
  default void settle(Row row) {}

  /** Whether any label was known when a row was answered: before it nothing could be said. */
  default boolean isKnown(Row row) {
    return row.known > 0;
  }

  /** What a member learns of a row's label. */
  float target(Row row, Anchor anchor);

  /** What a member's output says of a row, in the label's own unit. */
  default double value(Row row, Anchor anchor, double output) {
    return output;
  }

  /** What of a number's size a difference is great or small beside. */
  default double unit(Row row) {
    return 1;
  }

  /** Outputs that are known without any member. */
  default int speakers() {
    return 0;
  }

  /** Output of one of those, in the label's own unit. */
  default double speak(int speaker, Row row) {
    throw new IllegalArgumentException("speaker: " + speaker);
  }

  /** Number of floats that are kept of a label, to learn it again. */
  default int keptWidth() {
    return 1;
  }

  /** Writes what is kept of a row's label. */
  default void keep(Row row, float[] into) {
    into[0] = (float) row.learned;
  }

  /** What a member learns of a label that was kept. */
  default float kept(float[] kept, int offset, Anchor anchor) {
    return kept[offset];
  }

  /** Scale of a number in a versioned form, as snapshots have it, unused ones too. */
  default byte[] statistics() {
    return new TargetScaler().statistics();
  }

  default void restoreStatistics(byte[] statistics) {
    new TargetScaler().restoreStatistics(statistics); // which refuses what is no scale
  }

  /** Becomes as another of the same target, which is of no further use. */
  default void takeOver(LabelFrame other) {}

  /** Writes the units of a number's changes, as a pool's state has them, unused ones too. */
  default void write(DataOutput out) throws IOException {
    new AnchoredNumbers(-1).write(out);
  }

  default void read(DataInput in) throws IOException {
    new AnchoredNumbers(-1).read(in);
  }
}
