package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What came before in one of the series that lie interleaved: its labels, how they moved, and how
 * the numbers of its events did. Of the labels {@value #RING} are kept, of the numbers the last.
 * Not thread safe.
 */
final class Series {

  static final int RING = 64;

  /** Longest season that is looked for: two of them are kept. */
  static final int LONGEST_SEASON = RING / 2 - 1;

  private static final int FORMAT = 4; // of a history, the first to have any

  private final RecentLabels labels;
  private final LabelMovements moves;
  private final Optional<NumberMovements> numbers;

  /**
   * @param season of the labels of all series
   * @param never a season that is never found
   */
  Series(HistorySpec spec, Season season, Season never) {
    labels = new RecentLabels(spec, RING);
    moves = new LabelMovements(spec, labels, season);
    numbers =
        spec.has(HistoryGroup.NUMBERS)
            ? Optional.of(new NumberMovements(spec, List.of(), never, 1))
            : Optional.empty();
  }

  RecentLabels labels() {
    return labels;
  }

  /** Begins with a label of which nothing else is known. */
  Series startingAt(double label) {
    moves.learn(null, label);
    labels.learn(label);
    return this;
  }

  /** Writes the values of a group from {@code values[offset]} on. Read-only. */
  void read(HistoryGroup group, Event event, double[] values, int offset) {
    if (group == HistoryGroup.NUMBERS) {
      numbers.orElseThrow().read(event, values, offset);
    } else {
      moves.read(event, values, offset);
    }
  }

  void learn(Event event, double label) {
    numbers.ifPresent(of -> of.learn(event, label));
    moves.learn(event, label);
    labels.learn(label);
  }

  static long bytes(HistorySpec spec) {
    return (long) Double.BYTES * (RING + 5L * spec.numbers().size()) + 400;
  }

  void write(DataOutputStream out) throws IOException {
    labels.write(out);
    moves.write(out);
    if (numbers.isPresent()) {
      numbers.get().write(out);
    }
  }

  static Series read(HistorySpec spec, Season season, Season never, DataInputStream in)
      throws IOException {
    Series series = new Series(spec, season, never);
    series.labels.restore(FORMAT, in);
    series.moves.restore(FORMAT, in);
    if (series.numbers.isPresent()) {
      series.numbers.get().restore(FORMAT, in);
    }
    return series;
  }
}
