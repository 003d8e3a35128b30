package io.gradstream.benchmarks.learning.made;

import java.util.Random;

/**
 * Series of numbers, each of a level of its own that wanders, one value of any of them a row. A
 * feature tells where in its day the value is.
 */
final class InterleavedSeries implements RowMaker {

  private static final double HOURS = 24;
  private static final double STEP = 6;
  private static final double NOISE = 4;

  private final Random random;
  private final double[] level; // [series]
  private final double[] swing; // [series]
  private long made;

  InterleavedSeries(Random random, int series) {
    this.random = random;
    level = random.doubles(series, 100, 1000).toArray();
    swing = random.doubles(series, 0, 60).toArray();
  }

  @Override
  public Object[] next() {
    int series = random.nextInt(level.length);
    double hour = made++ / (double) level.length % HOURS;
    level[series] += STEP * random.nextGaussian();
    double day = swing[series] * Math.sin(2 * Math.PI * hour / HOURS);
    double value = level[series] + day + NOISE * random.nextGaussian();
    return new Object[] {Math.floor(hour), "s" + series, value};
  }
}
