package io.gradstream.features.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Running mean and standard deviation of a number. Once {@value #TRUSTED} values were seen, one
 * further than {@value #FAR} deviations from the mean enters as if it stood at that distance, so a
 * single absurd value cannot blind the scale; one beyond any float enters never. Mutable, one
 * owner, not thread safe.
 *
 * <p>Mean and squared deviations follow B. P. Welford, "Note on a method for calculating corrected
 * sums of squares and products", Technometrics 4 (1962); those of many values at once T. F. Chan,
 * G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample
 * variances" (1979).
 */
final class RunningScale {

  private static final int TRUSTED = 100;
  private static final double FAR = 10;
  private static final double CLIP = 5;

  private long count;
  private double mean;
  private double squares; // sum of squared deviations from the mean

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** Standard deviation of the values seen; 0 while it is undefined. */
  double deviation() {
    return count < 2 ? 0 : Math.sqrt(squares / count);
  }

  void learn(double value) {
    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
      return; // its square may be no number
    }
    double admitted = count < TRUSTED ? value : nearer(value);
    count++;
    double before = admitted - mean;
    mean += before / count;
    squares += before * (admitted - mean);
  }

  /**
   * Adds the values at {@code first}, {@code first + stride} and so on: as {@link #learn(double)}
   * would one after another, but for rounding and for how far is far, which is decided once.
   */
  void learn(float[] values, int first, int stride) {
    int added = (values.length - first + stride - 1) / stride;
    if (added == 1) {
      learn(values[first]);
      return;
    }
    double reach = count < TRUSTED ? 0 : FAR * deviation();
    double least = reach == 0 ? Double.NEGATIVE_INFINITY : mean - reach;
    double most = reach == 0 ? Double.POSITIVE_INFINITY : mean + reach;
    // As distances from one of them: a constant has no deviation at all, and little cancels.
    double base = within(least, most, values[first]);
    double sum = 0;
    double squared = 0;
    for (int i = first; i < values.length; i += stride) {
      double apart = within(least, most, values[i]) - base;
      sum += apart;
      squared += apart * apart;
    }
    merge(added, base + sum / added, Math.max(0, squared - sum * sum / added));
  }

  private static double within(double least, double most, double value) {
    return value < least ? least : value > most ? most : value;
  }

  private void merge(int added, double center, double around) {
    double apart = center - mean;
    double share = (double) added / (count + added);
    squares += around + apart * apart * count * share;
    mean += apart * share;
    count += added;
  }

  /** Distance from the mean in deviations, within ±5; 0 while the deviation is unknown. */
  float scaled(double value) {
    return scaled(value, mean, deviation());
  }

  /**
   * Scales the values at {@code first}, {@code first + stride} and so on, each to its own place.
   */
  void scale(float[] values, int first, int stride, float[] scaled, int offset) {
    double deviation = deviation();
    for (int i = first; i < values.length; i += stride) {
      scaled[offset + i] = scaled(values[i], mean, deviation);
    }
  }

  private static float scaled(double value, double mean, double deviation) {
    if (deviation == 0) {
      return 0;
    }
    return (float) within(-CLIP, CLIP, (value - mean) / deviation);
  }

  private double nearer(double value) {
    double reach = FAR * deviation();
    // A constant so far says nothing about how far is far.
    return reach == 0 ? value : within(mean - reach, mean + reach, value);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(squares);
  }

  static RunningScale read(DataInputStream in) throws IOException {
    RunningScale scale = new RunningScale();
    scale.count = in.readLong();
    scale.mean = in.readDouble();
    scale.squares = in.readDouble();
    boolean possible =
        scale.count >= 0
            && Double.isFinite(scale.mean)
            && Double.isFinite(scale.squares)
            && scale.squares >= 0;
    if (!possible) {
      throw new IOException(
          "count=%d mean=%s squares=%s cannot be statistics"
              .formatted(scale.count, scale.mean, scale.squares));
    }
    return scale;
  }
}
