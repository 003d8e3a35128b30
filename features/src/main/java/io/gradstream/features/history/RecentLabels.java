package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The last labels, more than two seasons of them, and the mean of all. Of classes that are not told
 * apart, too, it knows which they were. Not thread safe.
 */
public final class RecentLabels {

  static final int RING = 1024;
  private static final int TOLD_APART = 2; // formats up to this one hold no other classes

  private final int classes; // that are told apart; 0: numbers
  private final int allClasses;
  private final double[] ring;
  private long count;
  private double mean;

  RecentLabels(HistorySpec spec) {
    this(spec, RING);
  }

  /**
   * @param kept how many labels
   */
  RecentLabels(HistorySpec spec, int kept) {
    ring = new double[kept];
    classes = spec.classes();
    allClasses = spec.allClasses();
  }

  public long count() {
    return count;
  }

  public double mean() {
    return mean;
  }

  /** The label of so many examples ago; the first kept, where there are fewer; 0 before any. */
  public double of(int ago) {
    long back = Math.min(ago, Math.min(count, ring.length));
    return back == 0 ? 0 : ring[(int) ((count - back) % ring.length)];
  }

  void startAnew() {
    count = 0;
    mean = 0;
  }

  /** As {@link #of}, but all classes that are not told apart are the last of those that are. */
  double toldApart(int ago) {
    return toldApart(of(ago));
  }

  private double toldApart(double label) {
    return classes == 0 ? label : Math.min(label, classes - 1);
  }

  /** Whether one that is held is of a class that is not told apart. */
  boolean hasOthers() {
    for (int i = 0; i < Math.min(count, ring.length); i++) {
      if (ring[i] != toldApart(ring[i])) {
        return true;
      }
    }
    return false;
  }

  void learn(double label) {
    ring[(int) (count % ring.length)] = label;
    count++;
    mean += (toldApart(label) - mean) / count;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    for (int i = 0; i < Math.min(count, ring.length); i++) {
      out.writeDouble(ring[i]);
    }
  }

  void restore(int format, DataInputStream in) throws IOException {
    int most = format > TOLD_APART ? allClasses : classes;
    count = Counts.read(in);
    mean = in.readDouble();
    for (int i = 0; i < Math.min(count, ring.length); i++) {
      ring[i] = label(in.readDouble(), most);
    }
  }

  private double label(double stored, int most) throws IOException {
    boolean isClass = stored == Math.rint(stored) && stored >= 0 && stored < most;
    if (classes == 0 || isClass) {
      return stored;
    }
    throw new IOException("a label must be a class in 0..%d: %s".formatted(most - 1, stored));
  }
}
