package io.gradstream.learning.classes;

import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Classes that are met as labels come: a label is the class's sign ({@link
 * io.gradstream.model.targets.MetClasses}), an output their probabilities and, behind them, their
 * signs. Places follow the order in which scores met the classes. Several models may have met more
 * than one has room for: the last place stands for all beyond.
 */
public final class SignedClasses implements ClassPlaces {

  private static final int MOST = OpenClassTarget.MOST;
  private static final int SIGNED = 0; // classes that a spec lists, in state

  private float[] signs = new float[8]; // the first count are there
  private int count;

  @Override
  public int count() {
    return count;
  }

  @Override
  public boolean has(double sign) {
    return find(sign) >= 0;
  }

  private int find(double sign) {
    for (int place = 0; place < count; place++) {
      if (signs[place] == sign) {
        return place;
      }
    }
    return -1;
  }

  @Override
  public int of(double sign) {
    int found = find(sign);
    if (found >= 0) {
      return found;
    }
    if (count == MOST) {
      return MOST - 1;
    }
    if (count == signs.length) {
      signs = Arrays.copyOf(signs, Math.min(MOST, 2 * count));
    }
    signs[count] = (float) sign;
    return count++;
  }

  @Override
  public Said said(double[] output, double sign) {
    int classes = output.length / 2;
    if (classes == 0) {
      return new Said(-1, 0);
    }
    int best = 0;
    double ofLabel = 0;
    for (int c = 0; c < classes; c++) {
      if (!Double.isFinite(output[c])) {
        return new Said(of(output[classes]), 1.0 / classes);
      }
      best = output[c] > output[best] ? c : best;
      ofLabel = output[classes + c] == sign ? output[c] : ofLabel;
    }
    return new Said(of(output[classes + best]), ofLabel);
  }

  /** The last label's sign; sign and labels of each class; how many numbers these are. */
  @Override
  public double[] told(KnownClasses known) {
    double[] told = new double[2 * count + 2];
    told[0] = count == 0 ? 0 : signs[known.last()];
    for (int c = 0; c < count; c++) {
      told[1 + 2 * c] = signs[c];
      told[2 + 2 * c] = known.of(c);
    }
    told[told.length - 1] = told.length;
    return told;
  }

  @Override
  public KnownClasses known(double[] told) {
    int classes = told.length / 2 - 1;
    int[] places = new int[classes];
    for (int c = 0; c < classes; c++) {
      places[c] = of(told[1 + 2 * c]);
    }
    long[] ofEach = new long[count];
    for (int c = 0; c < classes; c++) {
      ofEach[places[c]] += (long) told[2 + 2 * c];
    }
    KnownClasses known = new KnownClasses(count);
    known.set(ofEach, classes == 0 ? 0 : of(told[0]));
    return known;
  }

  @Override
  public int placeOf(int place, ClassPlaces others) {
    return of(((SignedClasses) others).signs[place]);
  }

  @Override
  public void clear() {
    count = 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(SIGNED, out);
    Compact.writeUnsigned(count, out);
    for (int place = 0; place < count; place++) {
      out.writeFloat(signs[place]);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    if (Compact.readUnsigned(in) != SIGNED) {
      throw new IOException("scores of classes that were listed, not met");
    }
    clear();
    int stored = Compact.readCount(MOST, in);
    for (int place = 0; place < stored; place++) {
      if (of(in.readFloat()) != place) {
        throw new IOException("a class has one place");
      }
    }
  }
}
