package io.gradstream.features.encode;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Running mean and standard deviation of a number since it first changed, over about its last
 * {@value #MEMORY} values or arrays of them. A {@link UsualRange} says what is learned of a value
 * that is far from the others, and when they begin anew; a value beyond any float enters never.
 * Mutable, one owner, not thread safe.
 *
 * <p>Mean and squared deviations follow B. P. Welford, "Note on a method for calculating corrected
 * sums of squares and products", Technometrics 4 (1962); those of many values at once T. F. Chan,
 * G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample
 * variances" (1979).
 */
final class RunningScale {

  /** The first format of a state that holds scales with a range. */
  static final int FORMAT = 2;

  private static final int MEMORY = 20_000;
  private static final double FAR = 10;
  private static final double CLIP = 5;

  private long count;
  private double mean;
  private double squares; // sum of squared deviations from the mean
  private UsualRange range = new UsualRange();

  // The last deviation and what it is of: answers ask for it far more often than it changes.
  private double known;
  private long knownCount;
  private double knownSquares;

  long count() {
    return count;
  }

  double mean() {
    return mean;
  }

  /** Standard deviation of the values seen; 0 while it is undefined. */
  double deviation() {
    if (count != knownCount || squares != knownSquares) {
      known = count < 2 ? 0 : Math.sqrt(squares / count);
      knownCount = count;
      knownSquares = squares;
    }
    return known;
  }

  boolean isFar(double value) {
    return range.isFar(value, mean, deviation());
  }

  /** Whether what was learned before has been given up. */
  boolean learn(double value) {
    return learn(value, MEMORY);
  }

  private boolean learn(double value, long memory) {
    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
      return false; // its square may be no number
    }
    double admitted = range.admit(value, mean, deviation());
    if (!Double.isNaN(admitted)) {
      add(admitted, memory);
    }
    return beginAnew(range.takeSummary());
  }

  private boolean beginAnew(UsualRange.Summary summary) {
    if (summary != null) {
      count = summary.count();
      mean = summary.mean();
      squares = count * summary.deviation() * summary.deviation();
    }
    return summary != null;
  }

  private void add(double value, long memory) {
    if (squares == 0 && count > 1 && value != mean) {
      count = 1; // a constant so far says nothing about how far is far
    }
    forget(1, memory);
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /** Makes room for as many values in the memory. */
  private void forget(int added, long memory) {
    if (count + added > memory) {
      long kept = memory - added;
      squares *= (double) kept / count;
      count = kept;
    }
  }

  /**
   * Adds the values at {@code first}, {@code first + stride} and so on: as {@link #learn(double)}
   * would one after another, but for rounding and for what is far, which is decided once.
   */
  void learn(float[] values, int first, int stride) {
    int added = (values.length - first + stride - 1) / stride;
    long memory = (long) MEMORY * added;
    int next = first;
    while (next < values.length && (added == 1 || range.begins())) {
      learn(values[next], memory);
      next += stride;
    }
    if (next < values.length) {
      learnTogether(values, next, stride, memory);
    }
  }

  private void learnTogether(float[] values, int first, int stride, long memory) {
    int added = (values.length - first + stride - 1) / stride;
    int witness = first + stride * (int) (count / added % added);
    range.admit(values[witness], mean, deviation()); // one of them moves it
    beginAnew(range.takeSummary());
    if (range.hasLeft()) {
      return;
    }
    double reach = FAR * deviation();
    double low = range.nearer(Double.NEGATIVE_INFINITY);
    double high = range.nearer(Double.POSITIVE_INFINITY);
    double least = Math.min(mean - reach, low);
    double most = Math.max(mean + reach, high);
    // As distances from one of them: a constant has no deviation at all, and little cancels.
    double base = values[first] < least ? low : values[first] > most ? high : values[first];
    double sum = 0;
    double squared = 0;
    for (int i = first; i < values.length; i += stride) {
      double value = values[i] < least ? low : values[i] > most ? high : values[i];
      double apart = value - base;
      sum += apart;
      squared += apart * apart;
    }
    forget(added, memory);
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

  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    out.writeDouble(squares);
    range.write(out);
  }

  static RunningScale read(int format, DataInputStream in) throws IOException {
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
    scale.range =
        format >= FORMAT
            ? UsualRange.read(in)
            : UsualRange.around(scale.mean, scale.deviation(), scale.count);
    return scale;
  }
}
