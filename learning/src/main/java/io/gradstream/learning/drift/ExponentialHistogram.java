package io.gradstream.learning.drift;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A window over the last values in buckets of 1, 2, 4, ... values, fine where values are new and
 * coarse where they are old (Datar, Gionis, Indyk and Motwani 2002). Row r holds at most {@value
 * #MOST} buckets of 2^r values; one more, and its two oldest become one of the next row. So a
 * window of n values takes memory for {@value #MOST} log2(n) buckets at most.
 *
 * <p>Buckets are numbered by {@code row * STRIDE + place}, the oldest of a row at place 0.
 */
final class ExponentialHistogram {

  /** Buckets in a row at rest: M in the paper of ADWIN. */
  static final int MOST = 5;

  static final int STRIDE = MOST + 1;

  private static final int MOST_ROWS = 58;
  private static final long MOST_VALUES = 1L << MOST_ROWS + 3;

  private int[] sizes = new int[1]; // [row], buckets in it
  private double[] sums = new double[STRIDE]; // [bucket]
  private double[] squares = new double[STRIDE]; // [bucket], around the bucket's mean

  private long width;
  private double sum;
  private double squaresAroundMean;

  /** Number of values. */
  long width() {
    return width;
  }

  double sum() {
    return sum;
  }

  /** Of no value: 0. */
  double mean() {
    return width == 0 ? 0 : sum / width;
  }

  /** Mean square distance from the mean. */
  double variance() {
    return width == 0 ? 0 : squaresAroundMean / width;
  }

  int rows() {
    return sizes.length;
  }

  int size(int row) {
    return sizes[row];
  }

  double sum(int bucket) {
    return sums[bucket];
  }

  void add(double value) {
    join(1, value, 0);
    append(0, value, 0);
    for (int row = 0; sizes[row] > MOST; row++) {
      mergeOldest(row);
    }
  }

  /** Takes values into the totals (Chan, Golub and LeVeque 1979). */
  private void join(long values, double valuesSum, double valuesSquares) {
    double distance = valuesSum / values - mean();
    double share = (double) width / (width + values);
    squaresAroundMean += valuesSquares + distance * distance * values * share;
    width += values;
    sum += valuesSum;
  }

  private void append(int row, double bucketSum, double bucketSquares) {
    if (row == sizes.length) {
      grow(row + 1);
    }
    int bucket = row * STRIDE + sizes[row]++;
    sums[bucket] = bucketSum;
    squares[bucket] = bucketSquares;
  }

  private void grow(int rows) {
    sizes = Arrays.copyOf(sizes, rows);
    sums = Arrays.copyOf(sums, rows * STRIDE);
    squares = Arrays.copyOf(squares, rows * STRIDE);
  }

  private void mergeOldest(int row) {
    int oldest = row * STRIDE;
    double values = values(row);
    double distance = (sums[oldest] - sums[oldest + 1]) / values;
    double mergedSum = sums[oldest] + sums[oldest + 1];
    double mergedSquares = squares[oldest] + squares[oldest + 1] + distance * distance * values / 2;
    removeOldest(row, 2);
    append(row + 1, mergedSum, mergedSquares);
  }

  private void removeOldest(int row, int buckets) {
    int first = row * STRIDE;
    sizes[row] -= buckets;
    System.arraycopy(sums, first + buckets, sums, first, sizes[row]);
    System.arraycopy(squares, first + buckets, squares, first, sizes[row]);
  }

  /** Values in a bucket of the row. */
  static long values(int row) {
    return 1L << row;
  }

  /**
   * Forgets the oldest bucket of a window that has one. The totals are summed up anew, so that
   * nothing is left of the rounding that large values caused.
   */
  void dropOldest() {
    int last = sizes.length - 1;
    removeOldest(last, 1);
    if (sizes[last] == 0 && last > 0) {
      grow(last);
    }
    sumUp();
  }

  private void sumUp() {
    width = 0;
    sum = 0;
    squaresAroundMean = 0;
    for (int row = sizes.length - 1; row >= 0; row--) {
      for (int i = 0; i < sizes[row]; i++) {
        join(values(row), sums[row * STRIDE + i], squares[row * STRIDE + i]);
      }
    }
  }

  void clear() {
    sizes = new int[1];
    sums = new double[STRIDE];
    squares = new double[STRIDE];
    sumUp();
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(sum);
    out.writeDouble(squaresAroundMean);
    Compact.writeUnsigned(sizes.length, out);
    for (int row = 0; row < sizes.length; row++) {
      Compact.writeUnsigned(sizes[row], out);
      for (int i = 0; i < sizes[row]; i++) {
        out.writeDouble(sums[row * STRIDE + i]);
        out.writeDouble(squares[row * STRIDE + i]);
      }
    }
  }

  void read(DataInput in) throws IOException {
    double readSum = readSum(MOST_VALUES, in);
    double readSquares = readSquares(MOST_VALUES, in);
    int rows = Compact.readCount(MOST_ROWS, in);
    grow(rows);
    for (int row = 0; row < rows; row++) {
      int buckets = Compact.readCount(MOST, in);
      for (int i = 0; i < buckets; i++) {
        append(row, readSum(values(row), in), readSquares(values(row), in));
      }
    }
    requireShape();
    sumUp();
    sum = readSum; // as it was rounded on the way
    squaresAroundMean = readSquares;
  }

  private static double readSum(long values, DataInput in) throws IOException {
    double most = 2 * DriftDetector.LARGEST * values; // twice, for what rounding adds
    return State.readBetween(-most, most, in);
  }

  private static double readSquares(long values, DataInput in) throws IOException {
    return State.readBetween(0, 2 * DriftDetector.LARGEST * DriftDetector.LARGEST * values, in);
  }

  /** Only the oldest row loses buckets to time; a merge leaves all but one of the others. */
  private void requireShape() throws IOException {
    int last = sizes.length - 1;
    if (last < 0 || last > 0 && sizes[last] == 0) {
      throw new IOException("the oldest row of a window must not be empty");
    }
    for (int row = 0; row < last; row++) {
      if (sizes[row] < MOST - 1) {
        throw new IOException("row %d of a window has %d buckets".formatted(row, sizes[row]));
      }
    }
  }
}
