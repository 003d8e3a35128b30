package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How much each label tells, by how often it comes: -log of its frequency (Shannon 1948), 1 where
 * all classes come as often. What is known of speakers is forgotten by that much: an example of
 * which everyone knew the label says nothing of who knows more, and must not make forgotten what
 * the few others said. Frequencies are faded by 1 - 1/{@value #MEMORY}. Not thread safe.
 */
final class LabelNews {

  private static final int MEMORY = 20_000;
  private static final double KEPT = 1 - 1.0 / MEMORY;

  private final ClassRows rows; // the first of the classes are there
  private final double[] times; // [classes], faded

  LabelNews(ClassRows rows) {
    this.rows = rows;
    times = new double[rows.most()];
  }

  void startAnew() {
    Arrays.fill(times, 0);
  }

  /** What a label tells, in units of one of as many classes as there are that come alike. */
  double of(int label) {
    int classes = Math.max(2, rows.count());
    double all = classes;
    for (int c = 0; c < rows.count(); c++) {
      all += times[c];
    }
    return StrictMath.log(all / (times[label] + 1)) / StrictMath.log(classes);
  }

  void learn(int label) {
    for (int c = 0; c < rows.count(); c++) {
      times[c] *= KEPT;
    }
    times[label]++;
  }

  void write(DataOutput out) throws IOException {
    for (double of : times) {
      out.writeDouble(of);
    }
  }

  void read(DataInput in) throws IOException {
    for (int c = 0; c < times.length; c++) {
      times[c] = in.readDouble();
    }
  }
}
