package io.gradstream.learning;

/**
 * What the baselines of a number know: the labels that came before. Before the first they have
 * nothing to say. Not thread safe.
 */
final class KnownValues {

  private long count;
  private double mean;
  private double last;

  void add(double label) {
    count++;
    mean += (label - mean) / count;
    last = label;
  }

  boolean isEmpty() {
    return count == 0;
  }

  double last() {
    return last;
  }

  double mean() {
    return mean;
  }

  /** Knows so many, with that mean. */
  void set(long labels, double ofThem, double newest) {
    count = labels;
    mean = ofThem;
    last = newest;
  }
}
