package io.gradstream.learning.classes;

import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Classes that a spec lists: a label is the class's index, an output their probabilities. */
public final class ListedClasses implements ClassPlaces {

  private final int classes;
  private final boolean binary;

  /**
   * @param binary whether an output is the probability of the second class of two
   */
  public ListedClasses(int classes, boolean binary) {
    this.classes = classes;
    this.binary = binary;
  }

  /** Probability of the positive class. */
  public static double positive(double[] output) {
    return Double.isFinite(output[0]) ? output[0] : 0.5;
  }

  @Override
  public int count() {
    return classes;
  }

  @Override
  public int of(double target) {
    return (int) target;
  }

  @Override
  public boolean has(double target) {
    return true;
  }

  @Override
  public Said said(double[] output, double target) {
    int label = (int) target;
    if (binary) {
      double positive = positive(output);
      return new Said(positive >= 0.5 ? 1 : 0, label == 1 ? positive : 1.0 - positive);
    }
    int best = 0;
    for (int c = 0; c < classes; c++) {
      if (!Double.isFinite(output[c])) {
        return new Said(0, 1.0 / classes);
      }
      best = output[c] > output[best] ? c : best;
    }
    return new Said(best, output[label]);
  }

  @Override
  public double[] told(KnownClasses known) {
    return known.numbers();
  }

  @Override
  public KnownClasses known(double[] told) {
    KnownClasses known = new KnownClasses(classes);
    known.set(told);
    return known;
  }

  @Override
  public int placeOf(int place, ClassPlaces others) {
    return place;
  }

  @Override
  public void clear() {}

  @Override
  public void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(classes, out);
  }

  @Override
  public void read(DataInput in) throws IOException {
    long stored = Compact.readUnsigned(in);
    if (stored != classes) {
      throw new IOException("scores of %d classes, not of %d".formatted(stored, classes));
    }
  }
}
