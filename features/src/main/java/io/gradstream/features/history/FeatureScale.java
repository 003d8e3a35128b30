package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * Scales features online to mean 0 and deviation 1, each by its own count since it first changed: a
 * feature that begins late, as those of a season, is scaled as fast as one that was there from the
 * start. The rate is 1 / min(count, {@value #MEMORY}), so a scale that jumps is followed; a value
 * further than {@value #FAR} deviations is learned as if it stood there. Not thread safe.
 */
final class FeatureScale {

  private static final int MEMORY = 20_000;
  private static final int TRUSTED = 100;
  private static final double FAR = 10;
  private static final double CLIP = 4;
  private static final double MOST = Float.MAX_VALUE; // beyond it a square may overflow

  private final int[] count;
  private final double[] first; // the value until it changed
  private final double[] mean;
  private final double[] variance;

  FeatureScale(int width) {
    count = new int[width];
    first = new double[width];
    mean = new double[width];
    variance = new double[width];
    Arrays.fill(first, Double.NaN);
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
    double admitted = count[feature] < TRUSTED ? value : nearer(feature, value);
    count[feature] = Math.min(count[feature] + 1, MEMORY);
    double rate = 1.0 / count[feature];
    double apart = admitted - mean[feature];
    mean[feature] += rate * apart;
    variance[feature] = (1 - rate) * variance[feature] + rate * apart * (admitted - mean[feature]);
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
    return true;
  }

  private double nearer(int feature, double value) {
    double reach = FAR * Math.sqrt(variance[feature]);
    return Math.max(mean[feature] - reach, Math.min(mean[feature] + reach, value));
  }

  void write(DataOutputStream out) throws IOException {
    for (int i = 0; i < count.length; i++) {
      out.writeInt(count[i]);
      out.writeDouble(first[i]);
      out.writeDouble(mean[i]);
      out.writeDouble(variance[i]);
    }
  }

  void restore(DataInputStream in) throws IOException {
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
    }
  }
}
