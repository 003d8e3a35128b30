package io.gradstream.learning;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
   * What {@link #priorLoss} came to over all these labels. The product of the probabilities does
   * not depend on the labels' order, so their counts tell it: (classes - 1)! times each class's
   * labels! over (labels + classes - 1)!.
   */
  double priorLosses() {
    int classes = labels.length;
    double loss = LogFactorial.of(count + classes - 1) - LogFactorial.of(classes - 1);
    for (long ofClass : labels) {
      loss -= LogFactorial.of(ofClass);
    }
    return loss;
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

  /** The last one, then how many of each class; exact up to 2^24 of one. */
  float[] floats() {
    float[] floats = new float[1 + labels.length];
    floats[0] = last;
    for (int c = 0; c < labels.length; c++) {
      floats[1 + c] = labels[c];
    }
    return floats;
  }

  /** Knows what {@link #floats} told. */
  void set(float[] floats) {
    count = 0;
    for (int c = 0; c < labels.length; c++) {
      labels[c] = (long) floats[1 + c];
      count += labels[c];
    }
    last = (int) floats[0];
  }

  /** Knows another's labels too. */
  void add(KnownClasses other) {
    for (int c = 0; c < labels.length; c++) {
      labels[c] += other.labels[c];
    }
    count += other.count;
  }

  void clear() {
    set(new long[labels.length], 0);
  }

  void write(DataOutput out) throws IOException {
    for (long ofClass : labels) {
      Compact.writeUnsigned(ofClass, out);
    }
    Compact.writeUnsigned(last, out);
  }

  void read(DataInput in) throws IOException {
    long[] ofEach = new long[labels.length];
    for (int c = 0; c < ofEach.length; c++) {
      ofEach[c] = Compact.readUnsigned(in);
    }
    set(ofEach, Compact.readCount(labels.length - 1, in));
  }
}
