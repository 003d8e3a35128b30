package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The length of the label's season, in examples, found as it learns: the strongest local peak of
 * the autocorrelation of the label's changes, at lags 2 to a longest, of one stream {@value
 * #LONGEST}. A peak counts from max(0.08, 5 deviations) on, for many lags are looked at, and is
 * replaced by one that is stronger by a tenth. Where nothing comes again, the deviation is sqrt((1
 * + 2 r1^2) / n), n examples, r1 the autocorrelation at lag 1: changes of independent labels have
 * -1/2 (Bartlett 1946, for a moving average of order 1). What is old fades by 1 - 1/{@value
 * #MEMORY}. Not thread safe.
 */
final class Season {

  static final int LONGEST = 399;

  private static final int MEMORY = 20_000;
  private static final int LOOKED_AT = 8; // examples between two looks
  private static final double LEAST = 0.08;
  private static final double DEVIATIONS = 5;
  private static final double STRONGER = 1.1;

  private final int longest;
  private final int lags; // a peak has neighbours
  private final double[] products; // [lags]: faded sums of change times change l before
  private final double[] changes; // a ring, twice: each window in one piece
  private int at; // of the newest change, in the first half
  private long count;
  private double last;
  private int period;

  /** Of one stream, whose labels are told one after the other. */
  Season() {
    this(LONGEST);
  }

  Season(int longest) {
    this.longest = longest;
    lags = longest + 2;
    products = new double[lags];
    changes = new double[2 * lags];
  }

  /** Examples in a season, or 0 while there is none. */
  int period() {
    return period;
  }

  void startAnew() {
    Arrays.fill(products, 0);
    Arrays.fill(changes, 0);
    at = 0;
    count = 0;
    last = 0;
    period = 0;
  }

  /**
   * @param label the class's index, or the number
   */
  void learn(double label) {
    if (count > 0) {
      add(label - last);
    }
    last = label;
    count();
  }

  /**
   * Takes the next label of one of several series that have a season in common.
   *
   * @param before labels of the same series
   */
  void learn(RecentLabels before, double label) {
    if (before.count() > 0) {
      double change = label - before.of(1);
      double kept = 1 - 1.0 / MEMORY;
      products[0] = kept * products[0] + change * change;
      double later = before.of(1);
      for (int lag = 1; lag < lags; lag++) {
        double earlier = before.of(lag + 1);
        products[lag] = kept * products[lag] + change * (later - earlier);
        later = earlier;
      }
    }
    count();
  }

  private void count() {
    count++;
    if (count % LOOKED_AT == 0) {
      choose();
    }
  }

  private void add(double change) {
    at = at == 0 ? lags - 1 : at - 1;
    changes[at] = change;
    changes[at + lags] = change;
    double kept = 1 - 1.0 / MEMORY;
    for (int lag = 0; lag < lags; lag++) {
      products[lag] = kept * products[lag] + change * changes[at + lag];
    }
  }

  private void choose() {
    double power = products[0];
    double first = power > 0 ? products[1] / power : 0;
    double deviation = Math.sqrt((1 + 2 * first * first) / Math.min(count, MEMORY));
    double least = Math.max(LEAST, DEVIATIONS * deviation);
    int best = 0;
    double strongest =
        period == 0 ? least * power : Math.max(least * power, STRONGER * products[period]);
    for (int lag = 2; lag <= longest; lag++) {
      double product = products[lag];
      if (product > strongest && product >= products[lag - 1] && product >= products[lag + 1]) {
        strongest = product;
        best = lag;
      }
    }
    if (best > 0 && power > 0) {
      period = best;
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeDouble(last);
    out.writeInt(period);
    for (int lag = 0; lag < lags; lag++) {
      out.writeDouble(products[lag]);
      out.writeDouble(changes[at + lag]);
    }
  }

  void restore(DataInputStream in) throws IOException {
    count = Counts.read(in);
    last = in.readDouble();
    period = in.readInt();
    if (period < 0 || period == 1 || period > longest) {
      throw new IOException("a season cannot be " + period);
    }
    at = 0;
    Arrays.fill(changes, 0);
    for (int lag = 0; lag < lags; lag++) {
      products[lag] = in.readDouble();
      changes[lag] = in.readDouble();
      changes[lag + lags] = changes[lag];
    }
  }
}
