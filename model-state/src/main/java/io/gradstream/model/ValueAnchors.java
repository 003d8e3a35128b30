package io.gradstream.model;

import io.gradstream.features.history.History;
import io.gradstream.features.history.RecentLabels;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What a number's change is learned from, and how far labels are from each {@link Anchor}: the unit
 * of its changes, a mean absolute error over the last {@value #MEMORY}. Not thread safe.
 */
final class ValueAnchors {

  private static final int MEMORY = 2000;

  private final double[] units = new double[Anchor.values().length];
  private int count;

  void startAnew() {
    Arrays.fill(units, 0);
    count = 0;
  }

  static double of(Anchor anchor, History history) {
    RecentLabels labels = history.labels();
    int season = history.season();
    return switch (anchor) {
      case LAST -> labels.of(1);
      case MEAN -> labels.mean();
      case SEASON -> season == 0 ? labels.of(1) : labels.of(season);
      case SEASON_CHANGE ->
          season == 0 ? labels.of(1) : labels.of(season) + labels.of(1) - labels.of(season + 1);
    };
  }

  /** Above 0. */
  double unit(Anchor anchor) {
    double unit = units[anchor.ordinal()];
    return unit > 0 ? unit : 1;
  }

  /** What is known now, into a row. */
  void fill(PoolRow row, History history) {
    for (Anchor anchor : Anchor.values()) {
      row.anchors[anchor.ordinal()] = of(anchor, history);
      row.units[anchor.ordinal()] = unit(anchor);
    }
  }

  /** Adds a label, before it enters the history. */
  void learn(History history, double label) {
    count = Math.min(count + 1, MEMORY);
    for (Anchor anchor : Anchor.values()) {
      double error = Math.abs(label - of(anchor, history));
      units[anchor.ordinal()] += (error - units[anchor.ordinal()]) / count;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(count);
    for (double unit : units) {
      out.writeDouble(unit);
    }
  }

  void read(DataInput in) throws IOException {
    count = in.readInt();
    if (count < 0 || count > MEMORY) {
      throw new IOException("count must be in 0.." + MEMORY + ": " + count);
    }
    for (int i = 0; i < units.length; i++) {
      units[i] = in.readDouble();
    }
  }
}
