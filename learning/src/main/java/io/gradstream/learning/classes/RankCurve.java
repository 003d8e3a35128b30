package io.gradstream.learning.classes;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The area under the ROC curve of a stream, by counts in fixed bins of the probability; ties within
 * a bin count half (Fawcett 2006, the trapezoid rule).
 *
 * <p>Bins are 64 to an octave of the smaller of p and 1 - p, down to 2^-16: fine where rare events
 * live, 0.004 wide at most.
 */
public final class RankCurve {

  private static final int BITS_BELOW_BIN = 17; // of the 23 of a float's fraction: 64 an octave
  private static final int OCTAVES = 16;
  private static final int LEVELS = OCTAVES << (23 - BITS_BELOW_BIN); // of a tail
  private static final int SMALLEST =
      (Float.floatToIntBits(0.5f) >>> BITS_BELOW_BIN) - LEVELS; // level 0
  private static final int BINS = 2 * (LEVELS + 1);

  private final long[] negatives = new long[BINS];
  private final long[] positives = new long[BINS];

  public void add(float probability, boolean positive) {
    (positive ? positives : negatives)[bin(probability)]++;
  }

  /** Grows with the probability. */
  private static int bin(float probability) {
    return probability < 0.5f ? level(probability) : BINS - 1 - level(1 - probability);
  }

  /** 0 .. LEVELS; a float's bits grow with its logarithm. */
  private static int level(float tail) {
    return Math.max(0, (Float.floatToIntBits(tail) >>> BITS_BELOW_BIN) - SMALLEST);
  }

  public boolean isDefined() {
    return Arrays.stream(negatives).sum() > 0 && Arrays.stream(positives).sum() > 0;
  }

  /** Chance that a positive ranks above a negative; NaN unless {@link #isDefined()}. */
  public double area() {
    double rankedRight = 0;
    double negativesBelow = 0;
    double allPositives = 0;
    for (int bin = 0; bin < BINS; bin++) {
      rankedRight += positives[bin] * (negativesBelow + 0.5 * negatives[bin]);
      negativesBelow += negatives[bin];
      allPositives += positives[bin];
    }
    return rankedRight / (allPositives * negativesBelow);
  }

  public void add(RankCurve other) {
    for (int bin = 0; bin < BINS; bin++) {
      negatives[bin] += other.negatives[bin];
      positives[bin] += other.positives[bin];
    }
  }

  public void clear() {
    Arrays.fill(negatives, 0);
    Arrays.fill(positives, 0);
  }

  public void write(DataOutput out) throws IOException {
    writeSparse(negatives, out);
    writeSparse(positives, out);
  }

  public void read(DataInput in) throws IOException {
    readSparse(negatives, in);
    readSparse(positives, in);
  }

  /** Only bins that hold something, each behind its distance from the one before. */
  private static void writeSparse(long[] bins, DataOutput out) throws IOException {
    Compact.writeUnsigned(Arrays.stream(bins).filter(count -> count != 0).count(), out);
    int next = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (bins[bin] != 0) {
        Compact.writeUnsigned(bin - next, out);
        Compact.writeUnsigned(bins[bin], out);
        next = bin + 1;
      }
    }
  }

  private static void readSparse(long[] bins, DataInput in) throws IOException {
    Arrays.fill(bins, 0);
    int filled = Compact.readCount(BINS, in);
    int bin = -1;
    for (int i = 0; i < filled; i++) {
      bin += 1 + Compact.readCount(BINS, in);
      if (bin >= BINS) {
        throw new IOException("a bin must be in 0.." + (BINS - 1) + ": " + bin);
      }
      bins[bin] = Compact.readUnsigned(in);
    }
  }
}
