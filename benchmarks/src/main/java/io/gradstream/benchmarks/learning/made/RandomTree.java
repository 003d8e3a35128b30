package io.gradstream.benchmarks.learning.made;

import java.util.Arrays;
import java.util.Random;

/** The class is the leaf's of a tree whose nodes ask whether a number is below a threshold. */
final class RandomTree implements RowMaker {

  private static final double MARGIN = 0.2; // of the room at a node, that a threshold keeps

  private final Random random;
  private final int width;
  private final Node root;

  /** Asks, or is a leaf where the feature is -1. */
  private record Node(int feature, double threshold, int label, Node below, Node above) {}

  RandomTree(Random random, int width, int classes, int depth) {
    this.random = random;
    this.width = width;
    double[] low = new double[width];
    double[] high = new double[width];
    Arrays.fill(high, 1);
    root = grow(depth, classes, low, high);
  }

  private Node grow(int depth, int classes, double[] low, double[] high) {
    if (depth == 0) {
      return new Node(-1, 0, random.nextInt(classes), null, null);
    }
    int feature = random.nextInt(width);
    double share = MARGIN + (1 - 2 * MARGIN) * random.nextDouble();
    double threshold = low[feature] + share * (high[feature] - low[feature]);
    double[] highBelow = high.clone();
    highBelow[feature] = threshold;
    double[] lowAbove = low.clone();
    lowAbove[feature] = threshold;
    return new Node(
        feature,
        threshold,
        -1,
        grow(depth - 1, classes, low, highBelow),
        grow(depth - 1, classes, lowAbove, high));
  }

  @Override
  public Object[] next() {
    double[] numbers = random.doubles(width).toArray();
    Node node = root;
    while (node.feature() >= 0) {
      node = numbers[node.feature()] < node.threshold() ? node.below() : node.above();
    }
    Object[] row = new Object[width + 1];
    for (int i = 0; i < width; i++) {
      row[i] = numbers[i];
    }
    row[width] = node.label();
    return row;
  }
}
