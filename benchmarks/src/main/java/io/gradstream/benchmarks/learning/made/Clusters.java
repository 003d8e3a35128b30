package io.gradstream.benchmarks.learning.made;

import java.util.Random;

/**
 * Rows around centres, each centre of a class. They may stand or move, come in any order or each
 * many times in a row; and the classes may swap places.
 */
final class Clusters implements RowMaker {

  private static final double NEAR = 0.06; // deviation of a row from its centre

  private final Random random;
  private final double[][] centres; // [clusters, width], within [0, 1]
  private final double[][] directions; // [clusters, width], of length 1
  private final int[] label; // [clusters]
  private final int classes;
  private double speed; // of a centre, each row
  private int swap; // rows between two swaps, 0: never
  private int run = 1; // rows of one cluster in a row, on average
  private double wide = 1;
  private boolean whole;
  private int cluster;
  private long made;

  Clusters(Random random, int width, int clusters, int classes) {
    this.random = random;
    this.classes = classes;
    centres = new double[clusters][width];
    directions = new double[clusters][width];
    label = new int[clusters];
    for (int c = 0; c < clusters; c++) {
      label[c] = c % classes;
      double length = 0;
      for (int i = 0; i < width; i++) {
        centres[c][i] = random.nextDouble();
        directions[c][i] = random.nextGaussian();
        length += directions[c][i] * directions[c][i];
      }
      for (int i = 0; i < width; i++) {
        directions[c][i] /= Math.sqrt(length);
      }
    }
  }

  Clusters moving(double speed) {
    this.speed = speed;
    return this;
  }

  Clusters swapping(int rows) {
    swap = rows;
    return this;
  }

  Clusters inRuns(int rows) {
    run = rows;
    return this;
  }

  /** With rows further from their centres. */
  Clusters wide(double times) {
    wide = times;
    return this;
  }

  /** With whole numbers from 0 to 15. */
  Clusters whole() {
    whole = true;
    return this;
  }

  @Override
  public Object[] next() {
    if (swap > 0 && made > 0 && made % swap == 0) {
      for (int c = 0; c < label.length; c++) {
        label[c] = (label[c] + 1) % classes;
      }
    }
    if (made++ == 0 || random.nextInt(run) == 0) {
      cluster = random.nextInt(centres.length);
    }
    double[] centre = centres[cluster];
    Object[] row = new Object[centre.length + 1];
    for (int i = 0; i < centre.length; i++) {
      double value = centre[i] + NEAR * wide * random.nextGaussian();
      row[i] = whole ? (Object) wholeNumber(value) : (Object) value;
    }
    row[centre.length] = label[cluster];
    move();
    return row;
  }

  private static long wholeNumber(double value) {
    return Math.max(0, Math.min(15, Math.round(15 * value)));
  }

  /** All centres, each bouncing at the walls. */
  private void move() {
    for (int c = 0; c < centres.length && speed > 0; c++) {
      for (int i = 0; i < centres[c].length; i++) {
        centres[c][i] += speed * directions[c][i];
        if (centres[c][i] < 0 || centres[c][i] > 1) {
          directions[c][i] = -directions[c][i];
        }
      }
    }
  }
}
