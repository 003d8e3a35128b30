package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How often each label came after the last one, each once more than it did; of more than {@value
 * #MOST_PAIRED} classes, whatever the last one was. Not thread safe.
 */
final class LabelPairs {

  private static final int MOST_PAIRED = 64; // classes: their square is kept

  private final ClassRows rows; // the first of the classes are there
  private final int classes;
  private final double[] follows; // [classes or 1, classes]: label after label

  LabelPairs(ClassRows rows) {
    this.rows = rows;
    classes = rows.most();
    follows = new double[(classes > MOST_PAIRED ? 1 : classes) * classes];
  }

  void startAnew() {
    Arrays.fill(follows, 1);
  }

  /**
   * @param last index of the last label, or -1
   * @param logs of probabilities, [classes]
   */
  void speak(int last, double[] logs) {
    double sum = 0;
    for (int c = 0; c < rows.count(); c++) {
      sum += follows(c, last);
    }
    for (int c = 0; c < rows.count(); c++) {
      logs[c] = StrictMath.log(follows(c, last) / sum);
    }
  }

  private double follows(int label, int last) {
    return last < 0 ? 1 : follows[after(last) + label];
  }

  private int after(int last) {
    return classes > MOST_PAIRED ? 0 : last * classes;
  }

  void learn(int last, int label) {
    if (last >= 0) {
      follows[after(last) + label]++;
    }
  }

  void write(DataOutput out) throws IOException {
    for (double value : follows) {
      out.writeDouble(value);
    }
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < follows.length; i++) {
      follows[i] = in.readDouble();
    }
  }
}
