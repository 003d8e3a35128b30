package io.gradstream.features;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Running mean and standard deviation of a number. Once {@value #TRUSTED} values were seen, one
 * further than {@value #FAR} deviations from the mean enters as if it stood at that distance, so a
 * single absurd value cannot blind the scale. Mutable, one owner, not thread safe.
 *
 * <p>Mean and squared deviations follow B. P. Welford, "Note on a method for calculating corrected
 * sums of squares and products", Technometrics 4 (1962).
 */
final class RunningScale {

  private static final int TRUSTED = 100;
  private static final double FAR = 10;

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
    double admitted = count < TRUSTED ? value : nearer(value);
    count++;
    double before = admitted - mean;
    mean += before / count;
    squares += before * (admitted - mean);
  }

  private double nearer(double value) {
    double reach = FAR * deviation();
    // A constant so far says nothing about how far is far.
    return reach == 0 ? value : Math.max(mean - reach, Math.min(mean + reach, value));
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
