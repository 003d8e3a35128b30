package io.gradstream.learning;

import java.util.Arrays;

/**
 * What the baselines of a class know: the labels that came before. Before the first they say class
 * 0; of equally frequent classes majority says the first. Not thread safe.
 */
final class KnownClasses {

  private final long[] labels; // [classes]
  private long count;
  private int last;

  KnownClasses(int classes) {
    labels = new long[classes];
  }

  void add(int label) {
    labels[label]++;
    count++;
    last = label;
  }

  int last() {
    return last;
  }

  int mostFrequent() {
    int best = 0;
    for (int c = 1; c < labels.length; c++) {
      best = labels[c] > labels[best] ? c : best;
    }
    return best;
  }

  /** Loss of the running prior, by Laplace's rule of succession. */
  double priorLoss(int label) {
    return StrictMath.log((double) (count + labels.length) / (labels[label] + 1));
  }

  /**
   * Knows exactly these.
   *
   * @param ofEach [classes]
   */
  void set(long[] ofEach, int newest) {
    System.arraycopy(ofEach, 0, labels, 0, labels.length);
    count = Arrays.stream(ofEach).sum();
    last = newest;
  }
}
