package io.gradstream.learning.classes;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What the baselines of a class know: the labels that came before. Before the first they say class
 * 0; of equally frequent classes majority says the first. Not thread safe.
 */
public final class KnownClasses {

  private long[] labels; // [classes]
  private long count;
  private int last;

  public KnownClasses(int classes) {
    labels = new long[classes];
  }

  /** Knows of so many classes, at least as many as so far. */
  public void grow(int classes) {
    if (classes > labels.length) {
      labels = Arrays.copyOf(labels, classes);
    }
  }

  public void add(int label) {
    labels[label]++;
    count++;
    last = label;
  }

  public long of(int label) {
    return labels[label];
  }

  public int last() {
    return last;
  }

  public int mostFrequent() {
    int best = 0;
    for (int c = 1; c < labels.length; c++) {
      best = labels[c] > labels[best] ? c : best;
    }
    return best;
  }

  /** Loss of the running prior, by Laplace's rule of succession. */
  public double priorLoss(int label) {
    return StrictMath.log((double) (count + labels.length) / (labels[label] + 1));
  }

  /**
   * What {@link #priorLoss} came to over all these labels. The product of the probabilities does
   * not depend on the labels' order, so their counts tell it: (classes - 1)! times each class's
   * labels! over (labels + classes - 1)!.
   */
  public double priorLosses() {
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
  public void set(long[] ofEach, int newest) {
    System.arraycopy(ofEach, 0, labels, 0, labels.length);
    count = Arrays.stream(ofEach).sum();
    last = newest;
  }

  /** The last one, then how many of each class; exact. */
  public double[] numbers() {
    double[] numbers = new double[1 + labels.length];
    numbers[0] = last;
    for (int c = 0; c < labels.length; c++) {
      numbers[1 + c] = labels[c];
    }
    return numbers;
  }

  /** Knows what {@link #numbers} told. */
  public void set(double[] numbers) {
    count = 0;
    for (int c = 0; c < labels.length; c++) {
      labels[c] = (long) numbers[1 + c];
      count += labels[c];
    }
    last = (int) numbers[0];
  }

  /** Knows more labels of a class, that came before its own last one. */
  public void add(int label, long more) {
    labels[label] += more;
    count += more;
  }

  /** Knows of so many classes, and of no label. */
  public void clear(int classes) {
    labels = new long[classes];
    count = 0;
    last = 0;
  }

  public void write(DataOutput out) throws IOException {
    for (long ofClass : labels) {
      Compact.writeUnsigned(ofClass, out);
    }
    Compact.writeUnsigned(last, out);
  }

  public void read(DataInput in) throws IOException {
    long[] ofEach = new long[labels.length];
    for (int c = 0; c < ofEach.length; c++) {
      ofEach[c] = Compact.readUnsigned(in);
    }
    set(ofEach, Compact.readCount(Math.max(0, labels.length - 1), in));
  }
}
