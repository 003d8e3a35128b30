package io.gradstream.features.history;

import io.gradstream.features.encode.UsualRange;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Scales features online to mean 0 and deviation 1, each by its own count since it first changed: a
 * feature that begins late, as those of a season, is scaled as fast as one that was there from the
 * start. The rate is 1 / min(count, {@value #MEMORY}). Of a feature that is measured, and so may
 * have any value, a {@link UsualRange} says what is learned of one that is far from the others, and
 * when the scale begins anew; the value before the first change, a history's of nothing, tells the
 * range nothing. Not thread safe.
 */
final class FeatureScale {

  private static final int MEMORY = 20_000;
  private static final double CLIP = 4;
  private static final double MOST = Float.MAX_VALUE; // beyond it a square may overflow

  private final boolean[] measured;
  private final int[] count;
  private final double[] first; // the value until it changed
  private final double[] mean;
  private final double[] variance;
  private final UsualRange[] ranges; // of a feature that has changed

  /**
   * @param measured of each feature whether any value may come
   */
  FeatureScale(boolean... measured) {
    this.measured = measured;
    int width = measured.length;
    count = new int[width];
    first = new double[width];
    mean = new double[width];
    variance = new double[width];
    ranges = new UsualRange[width];
    Arrays.fill(first, Double.NaN);
  }

  /** Begins anew with the features from one on, which from now on are others. */
  void startAnew(int from) {
    int to = count.length;
    Arrays.fill(count, from, to, 0);
    Arrays.fill(first, from, to, Double.NaN);
    Arrays.fill(mean, from, to, 0);
    Arrays.fill(variance, from, to, 0);
    Arrays.fill(ranges, from, to, null);
  }

  /**
   * In deviations from the mean, within ±4; 0 for a feature that has not changed yet and for a
   * value that is no number.
   */
  float scaled(int feature, double value) {
    double spread = variance[feature];
    if (!(spread > 0) || Double.isNaN(value)) {
      return 0;
    }
    double scaled = (value - mean[feature]) / Math.sqrt(spread);
    return (float) Math.max(-CLIP, Math.min(CLIP, scaled));
  }

  /** A value beyond that of any float is not learned: its square would blind the scale. */
  void learn(int feature, double value) {
    if (!(Math.abs(value) <= MOST)) {
      return;
    }
    if (count[feature] == 0 && !hasChanged(feature, value)) {
      return;
    }
    if (measured[feature]) {
      learnMeasured(feature, value);
    } else {
      add(feature, value);
    }
  }

  private void learnMeasured(int feature, double value) {
    UsualRange range = ranges[feature];
    double admitted = range.admit(value, mean[feature], Math.sqrt(variance[feature]));
    if (!Double.isNaN(admitted)) {
      add(feature, admitted);
    }
    UsualRange.Summary summary = range.takeSummary();
    if (summary != null) {
      count[feature] = summary.count();
      mean[feature] = summary.mean();
      variance[feature] = summary.deviation() * summary.deviation();
    }
  }

  private void add(int feature, double value) {
    count[feature] = Math.min(count[feature] + 1, MEMORY);
    double rate = 1.0 / count[feature];
    double apart = value - mean[feature];
    mean[feature] += rate * apart;
    variance[feature] = (1 - rate) * variance[feature] + rate * apart * (value - mean[feature]);
  }

  /** The value before the first change counts as one. */
  private boolean hasChanged(int feature, double value) {
    if (Double.isNaN(first[feature])) {
      first[feature] = value;
    }
    if (value == first[feature]) {
      return false;
    }
    count[feature] = 1;
    mean[feature] = first[feature];
    ranges[feature] = new UsualRange();
    return true;
  }

  void write(DataOutputStream out) throws IOException {
    for (int i = 0; i < count.length; i++) {
      out.writeInt(count[i]);
      out.writeDouble(first[i]);
      out.writeDouble(mean[i]);
      out.writeDouble(variance[i]);
      if (count[i] > 0) {
        ranges[i].write(out);
      }
    }
  }

  /**
   * @param format of the history: 1 had no ranges
   */
  void restore(int format, DataInputStream in) throws IOException {
    for (int i = 0; i < count.length; i++) {
      count[i] = in.readInt();
      first[i] = in.readDouble();
      mean[i] = in.readDouble();
      variance[i] = in.readDouble();
      if (count[i] < 0
          || count[i] > MEMORY
          || !(variance[i] >= 0 && variance[i] < Double.POSITIVE_INFINITY)
          || !(Math.abs(mean[i]) <= MOST)) {
        throw new IOException(
            "count=%d mean=%s variance=%s cannot be a scale"
                .formatted(count[i], mean[i], variance[i]));
      }
      ranges[i] = count[i] == 0 ? null : range(format, i, in);
    }
  }

  private UsualRange range(int format, int feature, DataInputStream in) throws IOException {
    return format > 1
        ? UsualRange.read(in)
        : UsualRange.around(mean[feature], Math.sqrt(variance[feature]), count[feature]);
  }
}
