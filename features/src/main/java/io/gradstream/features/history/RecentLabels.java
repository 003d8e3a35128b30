package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The last labels, more than two seasons of them, and the mean of all. Classes are as they were,
 * however few a history tells apart. Not thread safe.
 */
public final class RecentLabels {

  private static final int RING = 1024;

  private final boolean numbers;
  private final double[] ring = new double[RING];
  private long count;
  private double mean;

  RecentLabels(boolean numbers) {
    this.numbers = numbers;
  }

  public long count() {
    return count;
  }

  public double mean() {
    return mean;
  }

  /** The label of so many examples ago; the first, where there are fewer; 0 before that. */
  public double of(int ago) {
    long back = Math.min(ago, count);
    return back == 0 ? 0 : ring[(int) ((count - back) % RING)];
  }

  void learn(double label) {
    ring[(int) (count % RING)] = label;
    count++;
    mean += (label - mean) / count;
  }

  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    out.writeDouble(mean);
    for (int i = 0; i < Math.min(count, RING); i++) {
      out.writeDouble(ring[i]);
    }
  }

  void restore(DataInputStream in) throws IOException {
    count = Counts.read(in);
    mean = in.readDouble();
    for (int i = 0; i < Math.min(count, RING); i++) {
      ring[i] = label(in.readDouble());
    }
  }

  private double label(double stored) throws IOException {
    boolean isClass = stored == Math.rint(stored) && stored >= 0 && stored <= Integer.MAX_VALUE;
    if (numbers || isClass) {
      return stored;
    }
    throw new IOException("a label must be the index of a class: " + stored);
  }
}
