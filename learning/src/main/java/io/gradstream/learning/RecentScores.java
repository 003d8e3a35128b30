package io.gradstream.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * What the last examples came to, in two forms. Fading: of each quantity the sum {@code S = x +
 * 0.999 S}, beside the count {@code B = 1 + 0.999 B}, with mean {@code S / B} (Gama, Sebastiao and
 * Rodrigues 2013, "On evaluating stream learning algorithms"); an example of 1,000 ago counts
 * little more than a third. Window: the last {@value ScoreWindow#LENGTH}, alike. The mean age of an
 * example is 1,000 in the one and 2,500 in the other. Not thread safe.
 *
 * <p>An example's row has first flags, 0 or 1, then numbers.
 */
final class RecentScores {

  static final double FADING_FACTOR = 0.999;

  /** Sums over examples, each counted as its form says. */
  interface Sums {

    /** Of the examples. */
    double count();

    double sum(int column);

    /** Number of columns that are summed, the first ones. */
    int columns();
  }

  private final int flags;
  private final ScoreWindow window;
  private final double[] fadedSums; // [flags + numbers]
  private double fadedCount;
  private final Sums fading =
      new Sums() {
        @Override
        public double count() {
          return fadedCount;
        }

        @Override
        public double sum(int column) {
          return fadedSums[column];
        }

        @Override
        public int columns() {
          return fadedSums.length;
        }
      };

  /**
   * @param flags columns that are 0 or 1, the first ones
   * @param numbers columns behind them that fade
   * @param columns of a row, all of which are in the window
   */
  RecentScores(int flags, int numbers, int columns) {
    this.flags = flags;
    window = new ScoreWindow(columns);
    fadedSums = new double[flags + numbers];
  }

  /**
   * Adds an example.
   *
   * @param row [columns]; not kept
   */
  void add(double... row) {
    fadedCount = 1 + FADING_FACTOR * fadedCount;
    for (int column = 0; column < fadedSums.length; column++) {
      fadedSums[column] = row[column] + FADING_FACTOR * fadedSums[column];
    }
    window.add(row);
  }

  Sums fading() {
    return fading;
  }

  Sums window() {
    return window;
  }

  /** Becomes a copy of another's. */
  void copy(RecentScores other) {
    window.copy(other.window);
    fadedCount = other.fadedCount;
    System.arraycopy(other.fadedSums, 0, fadedSums, 0, fadedSums.length);
  }

  /**
   * Joins those of another model: the fading sums are added, each faded by its own model's
   * examples. Which of all examples were the last is not known, so the window is empty.
   */
  void join(RecentScores other) {
    window.clear();
    fadedCount += other.fadedCount;
    for (int column = 0; column < fadedSums.length; column++) {
      fadedSums[column] += other.fadedSums[column];
    }
  }

  void clear() {
    window.clear();
    fadedCount = 0;
    Arrays.fill(fadedSums, 0);
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(fadedCount);
    for (double sum : fadedSums) {
      out.writeDouble(sum);
    }
    window.write(out);
  }

  void read(DataInput in) throws IOException {
    readFading(in);
    window.read(in);
  }

  /**
   * Reads what a release before wrote, which kept a row of each of the last 1,000 examples.
   *
   * @param widened makes a row of it one of now
   */
  void readRows(DataInput in, UnaryOperator<double[]> widened) throws IOException {
    readFading(in);
    window.clear();
    ScoreRows.read(flags, fadedSums.length - flags, in, row -> window.add(widened.apply(row)));
  }

  private void readFading(DataInput in) throws IOException {
    fadedCount = finite(in.readDouble());
    for (int column = 0; column < fadedSums.length; column++) {
      fadedSums[column] = finite(in.readDouble());
    }
  }

  private static double finite(double value) throws IOException {
    requireFinite(value);
    return value;
  }

  static void requireFinite(double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IOException("a recent score must be finite: " + value);
    }
  }
}
