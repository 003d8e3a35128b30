package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** What the label mostly is: its mean, or the share of each class. Not thread safe. */
final class LabelPrior {

  private static final int MEMORY = 20_000;

  private final int classes;
  private final double[] share; // [values]
  private double base; // the first number: shares are differences from it, which floats can hold
  private int count;

  LabelPrior(HistorySpec spec) {
    classes = spec.classes();
    share = new double[spec.values()];
    for (int value = 0; value < share.length; value++) {
      share[value] = classes == 0 ? 0 : 1.0 / classes;
    }
  }

  double of(int value) {
    return share[value];
  }

  /** What numbers are told as differences from. */
  double base() {
    return base;
  }

  /** What a label says of a value: the number itself, or whether it is the class. */
  double told(int value, double label) {
    return classes == 0 ? label - base : classes == 2 ? label : label == value ? 1 : 0;
  }

  void learn(double label) {
    if (count == 0 && classes == 0) {
      base = label;
    }
    count = Math.min(count + 1, MEMORY);
    double rate = classes == 0 ? 1.0 / count : 1.0 / (count + classes);
    for (int value = 0; value < share.length; value++) {
      share[value] += rate * (told(value, label) - share[value]);
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(count);
    if (classes == 0) {
      out.writeDouble(base);
    }
    for (double of : share) {
      out.writeDouble(of);
    }
  }

  /**
   * @param format of the history: 2 had no base
   */
  void restore(int format, DataInputStream in) throws IOException {
    count = in.readInt();
    base = classes == 0 && format > 2 ? in.readDouble() : 0;
    if (count < 0 || count > MEMORY) {
      throw new IOException("count must be in 0.." + MEMORY + ": " + count);
    }
    for (int value = 0; value < share.length; value++) {
      share[value] = in.readDouble();
    }
  }
}
