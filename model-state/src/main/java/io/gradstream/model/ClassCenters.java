package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the examples of each class lie, and what that says of another one: a discriminant with a
 * diagonal covariance, known as Gaussian naive Bayes (Hastie, Tibshirani and Friedman, The Elements
 * of Statistical Learning, 2nd ed., 4.3 and 6.6.3), learned one example at a time from its
 * sufficient statistics. Of class c, seen n times, with mean m and variance v of an input,
 *
 * <pre>
 * log p(c | x) = log p(c) + power sum over inputs of log N(x; m', v' (1 + 1 / (n + LEANING))) + const
 * m' = (n m + LEANING m of all) / (n + LEANING)
 * v' = (n v + ALIKE v within classes) / (n + ALIKE) + LEAST
 * </pre>
 *
 * so that a class seen seldom lies where all do, is as wide as they are (regularized discriminant
 * analysis, Friedman 1989), and may be anywhere: what is far from all is likelier of a class that
 * nobody knows yet. The power, at most 1, is learned by Newton's steps on the log loss: inputs that
 * say the same are not believed twice. A class forgets with its own examples alone, so that a rare
 * one forgets nothing meanwhile; how often each comes is forgotten with every example. State of one
 * owner, not thread safe.
 */
public final class ClassCenters {

  private static final String NAME = "class centers";
  private static final double KEPT = 1 - 1.0 / 2000; // of a class, with each of its own
  private static final double LEANING = 2; // examples
  private static final double ALIKE = 30; // examples
  private static final double AT_FIRST = 1; // variance, as if seen once: inputs are scaled
  private static final double LEAST = 0.01; // variance, of an input that never changes too
  private static final double UNSEEN = 0.5; // times that each class came before the first
  private static final double CURVATURE = 100; // of the log loss by the power, at first
  private static final double MOST_CURVATURE = 10_000; // what was before is forgotten
  private static final double LEAST_POWER = 0.01;
  private static final double FAR = 1e100; // of a product, whose logarithm is taken

  private final int width;
  private final ClassRows rows; // the first of the classes are there
  private final double[] counts; // [classes], faded by their own
  private final ClassTimes times;
  private final double[] means; // [classes, width]
  private final double[] squares; // [classes, width]: sums of squared deviations, faded
  private double power;
  private double curvature;
  private final double[] middle; // [width], mean of all
  private final double[] within; // [width], variance within classes
  private boolean isSummed; // whether the last two are those of the present

  /**
   * @param width inputs that are read
   */
  ClassCenters(int width, ClassRows rows) {
    this.width = width;
    this.rows = rows;
    counts = new double[rows.most()];
    times = new ClassTimes(rows);
    means = new double[rows.most() * width];
    squares = new double[means.length];
    middle = new double[width];
    within = new double[width];
    clear();
  }

  /** Memory that it takes. */
  static long bytes(int width, int classes) {
    return 2L * Double.BYTES * (classes + 1) * (width + 1);
  }

  void clear() {
    for (double[] values : new double[][] {counts, means, squares}) {
      Arrays.fill(values, 0);
    }
    times.clear();
    power = 1;
    curvature = CURVATURE;
    isSummed = false;
  }

  /**
   * What is said of a row.
   *
   * @param likelihoods gets the logarithm of each class's density, from {@code at} on: [classes]
   * @param into gets each class's probability, from {@code at} on: [classes]
   */
  void ask(float[] row, int offset, double[] likelihoods, double[] into, int at) {
    sum();
    double most = Double.NEGATIVE_INFINITY;
    double all = times.all(UNSEEN * rows.count());
    for (int c = 0; c < rows.count(); c++) {
      likelihoods[at + c] = likelihood(c, row, offset);
      into[at + c] = power * likelihoods[at + c] + StrictMath.log((times.of(c) + UNSEEN) / all);
      most = Math.max(most, into[at + c]);
    }
    double total = 0;
    for (int c = 0; c < rows.count(); c++) {
      into[at + c] = StrictMath.exp(into[at + c] - most);
      total += into[at + c];
    }
    for (int c = 0; c < rows.count(); c++) {
      into[at + c] /= total;
    }
  }

  /** The mean of all, and the variance within classes, of each input. */
  private void sum() {
    if (isSummed) {
      return;
    }
    double all = 1;
    Arrays.fill(middle, 0);
    Arrays.fill(within, AT_FIRST);
    for (int c = 0; c < rows.count(); c++) {
      all += counts[c];
      int from = c * width;
      for (int i = 0; i < width; i++) {
        middle[i] += counts[c] * means[from + i];
        within[i] += squares[from + i];
      }
    }
    for (int i = 0; i < width; i++) {
      middle[i] /= all;
      within[i] /= all;
    }
    isSummed = true;
  }

  /** Logarithm of a class's density at a row, but for a constant. */
  private double likelihood(int c, float[] row, int offset) {
    double count = counts[c];
    double wider = 1 + 1 / (count + LEANING);
    double distance = 0;
    double product = 1; // of the variances
    double logs = width * StrictMath.log(wider);
    int from = c * width;
    for (int i = 0; i < width; i++) {
      double center = (count * means[from + i] + LEANING * middle[i]) / (count + LEANING);
      double variance = (squares[from + i] + ALIKE * within[i]) / (count + ALIKE) + LEAST;
      double apart = row[offset + i] - center;
      distance += apart * apart / variance;
      product *= variance;
      if (product > FAR || product < 1 / FAR) {
        logs += StrictMath.log(product);
        product = 1;
      }
    }
    return -0.5 * (distance / wider + logs + StrictMath.log(product));
  }

  /**
   * Learns an example.
   *
   * @param likelihoods and {@code said}: what {@link #ask} gave for it, before its label was known
   */
  void learn(float[] row, int offset, int label, double[] likelihoods, double[] said, int at) {
    temper(label, likelihoods, said, at);
    times.learn(label);
    counts[label] = KEPT * counts[label] + 1;
    int from = label * width;
    for (int i = 0; i < width; i++) { // West 1979
      double apart = row[offset + i] - means[from + i];
      means[from + i] += apart / counts[label];
      squares[from + i] = KEPT * squares[from + i] + apart * (row[offset + i] - means[from + i]);
    }
    isSummed = false;
  }

  /** A Newton step of the power: the log loss bends with it by the variance of what is said. */
  private void temper(int label, double[] likelihoods, double[] said, int at) {
    double mean = 0;
    for (int c = 0; c < rows.count(); c++) {
      mean += said[at + c] * likelihoods[at + c];
    }
    double bend = 0;
    for (int c = 0; c < rows.count(); c++) {
      double apart = likelihoods[at + c] - mean;
      bend += said[at + c] * apart * apart;
    }
    curvature = Math.min(MOST_CURVATURE, curvature + bend);
    double next = power - (mean - likelihoods[at + label]) / curvature;
    power = Math.max(LEAST_POWER, Math.min(1, next));
  }

  /** Becomes as another of the same form. */
  void takeOver(ClassCenters other) {
    System.arraycopy(other.counts, 0, counts, 0, counts.length);
    times.takeOver(other.times);
    System.arraycopy(other.means, 0, means, 0, means.length);
    System.arraycopy(other.squares, 0, squares, 0, squares.length);
    power = other.power;
    curvature = other.curvature;
    isSummed = false;
  }

  public void write(DataOutput out) throws IOException {
    out.writeDouble(power);
    out.writeDouble(curvature);
    write(counts, out);
    times.write(out);
    write(means, out);
    write(squares, out);
  }

  private static void write(double[] values, DataOutput out) throws IOException {
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  public void read(DataInput in) throws IOException {
    power = ClassTimes.readBetween(LEAST_POWER, 1, NAME, in);
    curvature = ClassTimes.readBetween(CURVATURE, MOST_CURVATURE, NAME, in);
    read(counts, 0, in);
    times.read(NAME, in);
    read(means, -Double.MAX_VALUE, in);
    read(squares, 0, in);
    isSummed = false;
  }

  private static void read(double[] values, double least, DataInput in) throws IOException {
    for (int i = 0; i < values.length; i++) {
      values[i] = ClassTimes.readBetween(least, Double.MAX_VALUE, NAME, in);
    }
  }
}
