package io.gradstream.benchmarks.pipeline;

import java.util.Arrays;

/** Median and 99th percentile of durations, milliseconds, by the nearest rank. */
record Percentiles(double p50, double p99) {

  static Percentiles of(double[] milliseconds) {
    if (milliseconds.length == 0) {
      throw new IllegalArgumentException("no durations were measured");
    }
    double[] sorted = milliseconds.clone();
    Arrays.sort(sorted);
    return new Percentiles(rank(sorted, 0.50), rank(sorted, 0.99));
  }

  private static double rank(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }
}
