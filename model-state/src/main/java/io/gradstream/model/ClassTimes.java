package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often each class came, faded by 1 - 1/{@value #MEMORY} with every label. State of one owner,
 * not thread safe.
 */
final class ClassTimes {

  private static final int MEMORY = 20_000;
  private static final double KEPT = 1 - 1.0 / MEMORY;

  private final ClassRows rows; // the first of the classes are there
  private final double[] times; // [classes]

  ClassTimes(ClassRows rows) {
    this.rows = rows;
    times = new double[rows.most()];
  }

  void clear() {
    Arrays.fill(times, 0);
  }

  double of(int label) {
    return times[label];
  }

  /** Of all classes together, behind what is counted before them. */
  double all(double before) {
    double all = before;
    for (int c = 0; c < rows.count(); c++) {
      all += times[c];
    }
    return all;
  }

  void learn(int label) {
    for (int c = 0; c < rows.count(); c++) {
      times[c] *= KEPT;
    }
    times[label]++;
  }

  void takeOver(ClassTimes other) {
    System.arraycopy(other.times, 0, times, 0, times.length);
  }

  void write(DataOutput out) throws IOException {
    for (double of : times) {
      out.writeDouble(of);
    }
  }

  /**
   * @param of what these are a part of
   */
  void read(String of, DataInput in) throws IOException {
    for (int c = 0; c < times.length; c++) {
      times[c] = readBetween(0, Double.MAX_VALUE, of, in);
    }
  }

  /**
   * @param of what the number is of
   */
  static double readBetween(double least, double most, String of, DataInput in) throws IOException {
    double value = in.readDouble();
    if (value >= least && value <= most) {
      return value;
    }
    throw new IOException("a number of %s must be in %s..%s: %s".formatted(of, least, most, value));
  }
}
