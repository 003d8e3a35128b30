package io.gradstream.benchmarks;

import java.util.Arrays;

/** The middle of some measurements. */
public final class Median {

  private Median() {}

  /** The mean of the two in the middle when their number is even. */
  public static double of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("nothing was measured");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
