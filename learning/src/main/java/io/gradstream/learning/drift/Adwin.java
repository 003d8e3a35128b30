package io.gradstream.learning.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Adaptive windowing: ADWIN2 of Bifet and Gavalda 2007. The window of the last values grows while
 * they are of one mean; as soon as it can be split in an older and a newer part whose means differ
 * by more than chance allows, its oldest bucket goes, until no such split is left. Splits are tried
 * between the buckets of an exponential histogram, so memory grows with the logarithm of the
 * window.
 *
 * <p>The statistic is the difference of the two means, in the unit of the values, at the split of
 * the last test where it was largest against its threshold.
 */
public final class Adwin extends DriftDetector {

  private static final int LEAST_WINDOW = 10; // none so small or smaller is tested
  private static final int LEAST_PART = 5; // values of either part that count as one

  private final AdwinConfig config;
  private final ExponentialHistogram window = new ExponentialHistogram();
  private int sinceTest;
  private boolean rising = true;

  Adwin(AdwinConfig config) {
    super("adwin");
    this.config = config;
  }

  @Override
  Signal see(double value) {
    double meanBefore = window.mean();
    window.add(value);
    sinceTest++;
    if (sinceTest < config.every()) {
      return Signal.NONE;
    }
    sinceTest = 0;
    if (!shrink()) {
      return Signal.NONE;
    }
    rising = window.mean() > meanBefore;
    return Signal.DRIFT;
  }

  /** Drops old buckets until the window is of one mean; says whether there was one to drop. */
  private boolean shrink() {
    if (window.width() <= LEAST_WINDOW) {
      return false;
    }
    tested(0, Double.POSITIVE_INFINITY);
    boolean shrunk = false;
    while (window.width() > LEAST_WINDOW && canBeSplit()) {
      window.dropOldest();
      shrunk = true;
    }
    return shrunk;
  }

  /** Tries the splits from the oldest on. */
  private boolean canBeSplit() {
    double confidence = StrictMath.log(2 * StrictMath.log(window.width()) / config.delta());
    double variance = window.variance();
    long olderWidth = 0;
    double olderSum = 0;
    for (int row = window.rows() - 1; row >= 0; row--) {
      for (int i = 0; i < window.size(row); i++) {
        olderWidth += ExponentialHistogram.values(row);
        olderSum += window.sum(row * ExponentialHistogram.STRIDE + i);
        if (isSplit(olderWidth, olderSum, variance, confidence)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether older and newer part differ by more than epsilon_cut of the paper's section 3. */
  private boolean isSplit(long olderWidth, double olderSum, double variance, double confidence) {
    long newerWidth = window.width() - olderWidth;
    if (olderWidth < LEAST_PART || newerWidth < LEAST_PART) {
      return false;
    }
    double difference = Math.abs(olderSum / olderWidth - (window.sum() - olderSum) / newerWidth);
    double inverse =
        1.0 / (olderWidth - LEAST_PART + 1) + 1.0 / (newerWidth - LEAST_PART + 1); // 1/m
    double cut = Math.sqrt(2 * inverse * variance * confidence) + 2.0 / 3 * inverse * confidence;
    if (difference * threshold() > statistic() * cut || threshold() == Double.POSITIVE_INFINITY) {
      tested(difference, cut);
    }
    return difference > cut;
  }

  /** Number of values in the window, all of one mean as far as is known. */
  public long width() {
    return window.width();
  }

  /** Mean of the window; 0 when it is empty. */
  public double mean() {
    return window.mean();
  }

  @Override
  public boolean isRising() {
    return rising;
  }

  @Override
  void clear() {
    window.clear();
    sinceTest = 0;
    rising = true;
  }

  @Override
  void write(DataOutput out) throws IOException {
    out.writeInt(sinceTest);
    out.writeBoolean(rising);
    window.write(out);
  }

  @Override
  void read(DataInput in) throws IOException {
    sinceTest = in.readInt();
    rising = in.readBoolean();
    if (sinceTest < 0 || sinceTest >= config.every()) {
      throw new IOException(
          "values since the last test must be in 0..%d: %d"
              .formatted(config.every() - 1, sinceTest));
    }
    window.read(in);
  }
}
