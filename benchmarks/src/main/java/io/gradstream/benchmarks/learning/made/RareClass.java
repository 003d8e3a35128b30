package io.gradstream.benchmarks.learning.made;

import java.util.Random;

/** One row of a thousand is of the other class, somewhat aside in three of eight numbers. */
final class RareClass implements RowMaker {

  private static final int WIDTH = 8;
  private static final int SELDOM = 1_000;
  private static final double[] ASIDE = {2.2, -1.8, 1.5};

  private final Random random;

  RareClass(Random random) {
    this.random = random;
  }

  @Override
  public Object[] next() {
    boolean rare = random.nextInt(SELDOM) == 0;
    Object[] row = new Object[WIDTH + 1];
    for (int i = 0; i < WIDTH; i++) {
      row[i] = random.nextGaussian() + (rare && i < ASIDE.length ? ASIDE[i] : 0);
    }
    row[WIDTH] = rare ? 1 : 0;
    return row;
  }
}
