package io.gradstream.benchmarks.learning.made;

import java.util.Random;

/**
 * Rows that are independent of each other. The label follows, with a chance, from four of the
 * numbers, two of them together, and from both categories.
 */
final class IndependentRows implements RowMaker {

  private static final int WIDTH = 8;
  private static final int VALUES = 6; // of a category

  private final Random random;
  private final double[] ofFirst;
  private final double[] ofSecond;

  IndependentRows(Random random) {
    this.random = random;
    ofFirst = random.doubles(VALUES, -1, 1).toArray();
    ofSecond = random.doubles(VALUES, -1, 1).toArray();
  }

  @Override
  public Object[] next() {
    Object[] row = new Object[WIDTH + 3];
    double[] x = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      x[i] = random.nextGaussian();
      row[i] = x[i];
    }
    int first = random.nextInt(VALUES);
    int second = random.nextInt(VALUES);
    row[WIDTH] = "a" + first;
    row[WIDTH + 1] = "b" + second;
    double logit =
        x[0] + 0.7 * x[1] * x[2] - 0.8 * Math.abs(x[3]) + ofFirst[first] + ofSecond[second];
    row[WIDTH + 2] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
    return row;
  }
}
