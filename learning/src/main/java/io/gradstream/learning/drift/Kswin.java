package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Kolmogorov-Smirnov windowing of Raab, Heusinger and Schleif 2020: of a sliding window of n values
 * the last r are compared with r drawn from the others; a drift is told when the largest distance
 * of their empirical distribution functions passes sqrt(-ln(alpha) / r). Sees any change of the
 * distribution, not only of its mean. Memory for the window and two samples.
 *
 * <p>The statistic is that distance, in 0..1. After a drift only the last r values stay.
 */
public final class Kswin extends DriftDetector {

  private final double critical;
  private final SampleDraw draw;
  private final double[] window; // [n], the oldest first
  private final double[] older; // [r]
  private final double[] newest; // [r]
  private int size;
  private long tests;
  private boolean rising = true;

  Kswin(KswinConfig config) {
    super("kswin");
    critical = Math.sqrt(-StrictMath.log(config.alpha()) / config.sample());
    draw = new SampleDraw(config.seed(), config.window() - config.sample(), config.sample());
    window = new double[config.window()];
    older = new double[config.sample()];
    newest = new double[config.sample()];
  }

  @Override
  Signal see(double value) {
    append(value);
    if (size < window.length) {
      return Signal.NONE;
    }
    draw.draw(tests++, window, older);
    System.arraycopy(window, window.length - newest.length, newest, 0, newest.length);
    tested(distance(older, newest), critical);
    if (statistic() <= critical) {
      return Signal.NONE;
    }
    rising = sum(newest) > sum(older);
    keepNewest();
    return Signal.DRIFT;
  }

  private void append(double value) {
    if (size == window.length) {
      System.arraycopy(window, 1, window, 0, --size);
    }
    window[size++] = value;
  }

  private void keepNewest() {
    size = newest.length;
    System.arraycopy(window, window.length - size, window, 0, size);
  }

  /**
   * The largest distance of two empirical distribution functions.
   *
   * @param a [r], sorted on return
   * @param b [r], sorted on return
   */
  static double distance(double[] a, double[] b) {
    Arrays.sort(a);
    Arrays.sort(b);
    int belowA = 0;
    int belowB = 0;
    int largest = 0;
    while (belowA < a.length && belowB < b.length) {
      double value = Math.min(a[belowA], b[belowB]);
      while (belowA < a.length && a[belowA] <= value) {
        belowA++;
      }
      while (belowB < b.length && b[belowB] <= value) {
        belowB++;
      }
      largest = Math.max(largest, Math.abs(belowA - belowB));
    }
    return (double) largest / a.length;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** Whether the last values before the drift had the greater mean. */
  @Override
  public boolean isRising() {
    return rising;
  }

  @Override
  void clear() {
    size = 0;
    tests = 0;
    rising = true;
  }

  @Override
  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(tests, out);
    out.writeBoolean(rising);
    Compact.writeUnsigned(size, out);
    for (int i = 0; i < size; i++) {
      out.writeDouble(window[i]);
    }
  }

  @Override
  void read(DataInput in) throws IOException {
    tests = State.readCount(in);
    rising = in.readBoolean();
    size = Compact.readCount(window.length, in);
    for (int i = 0; i < size; i++) {
      window[i] = State.readBetween(-LARGEST, LARGEST, in);
    }
  }
}
