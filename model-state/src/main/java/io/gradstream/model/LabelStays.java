package io.gradstream.model;

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

  private final int classes;
  private final double[] times; // [classes]: how often each came, once more than it did
  private double all; // of them
  private double stayed; // faded
  private double left; // faded

  LabelStays(int classes) {
    this.classes = classes;
    times = new double[classes];
    startAnew();
  }

  void startAnew() {
    Arrays.fill(times, 1);
    all = classes;
    stayed = 1;
    left = 1;
  }

  /**
   * @param last index of the last label, or -1
   * @param logs of probabilities, [classes]
   */
  void speak(int last, double[] logs) {
    double again = stayed / (stayed + left);
    for (int c = 0; c < classes; c++) {
      double share =
          last < 0
              ? 1.0 / classes
              : c == last ? again : (1 - again) * times[c] / (all - times[last]);
      logs[c] = StrictMath.log(share);
    }
  }

  void learn(int last, int label) {
    times[label]++;
    all++;
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
    all = 0;
    for (int c = 0; c < classes; c++) {
      times[c] = in.readDouble();
      all += times[c];
    }
  }
}
