package io.gradstream.features.history;

import io.gradstream.features.encode.UsualRange;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Where numbers lie that are labels, so that none ends a learner for good. A unit is the mean
 * change from one to the next over about {@value #MEMORY}. One that is more than {@value #FAR}
 * units from the one before, and outside of what was seen by more than that is wide, is learned as
 * the one before again; what was seen then counts as wider by as many units. After {@value
 * #IN_A_ROW} in a row they are learned as they are. Among the first {@value #FIRST} those are far
 * that a {@link UsualRange} calls odd. Not thread safe.
 */
final class LabelBounds {

  private static final int MEMORY = 2000;
  private static final double FAR = 30;
  private static final int FIRST = 32;
  private static final int IN_A_ROW = 3;
  private static final double MOST_CHANGE = 100; // units: a larger one counts as this
  private static final double MORE = 0.1; // of the range that was seen
  private static final double MORE_UNITS = 5;

  private UsualRange first = new UsualRange();
  private int count;
  private double last;
  private double unit;
  private int farInARow;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private boolean anew;

  /** What is learned of a label. Changes nothing. */
  double limited(double label) {
    return isFar(label) && farInARow < IN_A_ROW ? last : label;
  }

  private boolean isFar(double label) {
    if (count < FIRST) {
      return first.isFar(label, 0, 0);
    }
    double wide = most - least;
    return unit > 0
        && Math.abs(label - last) > FAR * unit
        && (label < least - wide || label > most + wide);
  }

  /**
   * Takes a label.
   *
   * @return what is learned of it
   */
  double learn(double label) {
    boolean isFar = isFar(label);
    double learned = limited(label);
    if (learned != label) {
      least -= label < least ? FAR * unit : 0;
      most += label > most ? FAR * unit : 0;
    }
    farInARow = isFar ? farInARow + 1 : 0;
    add(learned);
    if (count <= FIRST) {
      first.admit(label, 0, 0);
      anew = first.isFar(least, 0, 0) || first.isFar(most, 0, 0);
      if (anew) {
        startAnew(learned);
      }
    }
    return learned;
  }

  private void add(double learned) {
    if (count > 0) {
      double change = Math.abs(learned - last);
      boolean isUsual = count < FIRST || unit == 0;
      unit += ((isUsual ? change : Math.min(change, MOST_CHANGE * unit)) - unit) / count;
    }
    count = Math.min(count + 1, MEMORY);
    last = learned;
    least = Math.min(least, learned);
    most = Math.max(most, learned);
  }

  private void startAnew(double learned) {
    unit = 0;
    count = 1;
    least = learned;
    most = learned;
  }

  /** Whether with the label taken last those of before it are odd: nothing holds of them. */
  boolean beginsAnew() {
    return anew;
  }

  /** Least answer that what was seen stands for. */
  double least() {
    return count < 2 ? Double.NEGATIVE_INFINITY : least - more();
  }

  /** Largest one. */
  double most() {
    return count < 2 ? Double.POSITIVE_INFINITY : most + more();
  }

  private double more() {
    return Math.max(MORE * (most - least), MORE_UNITS * unit);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(count);
    out.writeInt(farInARow);
    for (double value : new double[] {last, unit, least, most}) {
      out.writeDouble(value);
    }
    if (count <= FIRST) {
      first.write(out);
    }
  }

  /**
   * @param format of the history: 2 had no bounds, which begin with the last labels then
   */
  void restore(int format, RecentLabels labels, DataInputStream in) throws IOException {
    if (format > 2) {
      read(in);
      return;
    }
    count = 0;
    unit = 0;
    farInARow = 0;
    least = Double.POSITIVE_INFINITY;
    most = Double.NEGATIVE_INFINITY;
    first = new UsualRange();
    for (int ago = (int) Math.min(labels.count(), RecentLabels.RING); ago > 0; ago--) {
      learn(labels.of(ago));
    }
  }

  private void read(DataInputStream in) throws IOException {
    count = in.readInt();
    farInARow = in.readInt();
    last = in.readDouble();
    unit = in.readDouble();
    least = in.readDouble();
    most = in.readDouble();
    if (count < 0 || count > MEMORY || farInARow < 0 || !(unit >= 0) || Double.isNaN(last)) {
      throw new IOException("count=%d unit=%s cannot be bounds".formatted(count, unit));
    }
    first = count <= FIRST ? UsualRange.read(in) : new UsualRange();
  }
}
