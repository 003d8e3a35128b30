package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Says that the label is the same again, with one rate, whatever it is: of how often it was, faded
 * by 1 - 1/{@value #MEMORY}. The rest goes to the others as often as they come. Not thread safe.
 */
final class LabelStays {

  private static final int MEMORY = 2000;
  private static final double KEPT = 1 - 1.0 / MEMORY;
  private static final double MOST = 1L << 53; // labels: all whole numbers up to it are there

  private final ClassRows rows; // the first of the classes are there
  private final double[] times; // [classes]: how often each came, once more than it did
  private double stayed; // faded
  private double left; // faded

  LabelStays(ClassRows rows) {
    this.rows = rows;
    times = new double[rows.most()];
    startAnew();
  }

  void startAnew() {
    Arrays.fill(times, 1);
    stayed = 1;
    left = 1;
  }

  void takeOver(LabelStays other) {
    System.arraycopy(other.times, 0, times, 0, times.length);
    stayed = other.stayed;
    left = other.left;
  }

  /**
   * @param last index of the last label, or -1
   * @param logs of probabilities, [classes]
   */
  void speak(int last, double[] logs) {
    int classes = rows.count();
    if (last < 0 || classes == 1) {
      Arrays.fill(logs, 0, classes, -StrictMath.log(classes));
      return;
    }
    double again = stayed / (stayed + left);
    double others = others(last);
    for (int c = 0; c < classes; c++) {
      logs[c] = StrictMath.log(c == last ? again : (1 - again) * times[c] / others);
    }
  }

  private double others(int last) {
    double all = 0;
    for (int c = 0; c < rows.count(); c++) {
      all += c == last ? 0 : times[c];
    }
    return all;
  }

  /** How many labels came; nothing of it is forgotten. */
  double labels() {
    double all = 0;
    for (int c = 0; c < rows.count(); c++) {
      all += times[c] - 1;
    }
    return all;
  }

  /** How many of them were not of the commonest class. */
  double seldom() {
    double commonest = 0;
    for (int c = 0; c < rows.count(); c++) {
      commonest = Math.max(commonest, times[c] - 1);
    }
    return labels() - commonest;
  }

  void learn(int last, int label) {
    times[label]++;
    if (last >= 0) {
      stayed = KEPT * stayed + (last == label ? 1 : 0);
      left = KEPT * left + (last == label ? 0 : 1);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(stayed);
    out.writeDouble(left);
    for (double of : times) {
      out.writeDouble(of);
    }
  }

  void read(DataInput in) throws IOException {
    stayed = in.readDouble();
    left = in.readDouble();
    for (int c = 0; c < times.length; c++) {
      times[c] = ClassTimes.readBetween(1, MOST, "how often a label came", in);
    }
  }
}
