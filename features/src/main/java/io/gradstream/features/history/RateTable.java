package io.gradstream.features.history;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Running rates of the label in hashed slots. A slot has means over about its last {@value
 * #LONG_MEMORY}, {@value #SHORT_MEMORY} and {@value #QUICK_MEMORY} examples, and a faded sum of
 * labels and examples, which forgets by age: exp(-age / {@value #AGE}), age in examples of the
 * whole stream. All lean on the prior as if it were a few examples. Not thread safe.
 */
final class RateTable {

  private static final int SLOTS = 4096;
  private static final int LONG_MEMORY = 500;
  private static final int SHORT_MEMORY = 25;
  private static final int QUICK_MEMORY = 6;
  private static final int MEANS = 4; // of a slot and value
  private static final double AGE = 2500;
  private static final double LEAN = 5;
  private static final double LEAN_OF_FADED = 2;
  private static final double LEAST = 1e-4; // probability

  private final boolean number;
  private final LabelPrior prior;
  private final int values;
  private final int[] seen = new int[SLOTS]; // examples of the slot, up to LONG_MEMORY
  private final long[] when = new long[SLOTS]; // example of the table
  private final float[] weight = new float[SLOTS]; // faded examples
  private final float[] means; // [SLOTS, values, MEANS]: long, short, quick; faded sum
  private long count;

  RateTable(HistorySpec spec, LabelPrior prior) {
    this.number = spec.isNumber();
    this.prior = prior;
    values = spec.values();
    means = new float[SLOTS * values * MEANS];
  }

  /** The names of what one look-up gives. */
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (int value = 0; value < values; value++) {
      String suffix = values == 1 ? "" : "." + value;
      columns.addAll(
          List.of("long" + suffix, "short" + suffix, "quick" + suffix, "faded" + suffix));
    }
    columns.add("weight");
    return columns;
  }

  /**
   * Read-only.
   *
   * @return where the next values go
   */
  int read(long hash, double[] into, int offset) {
    int slot = slot(hash);
    double kept = kept(slot);
    double examples = kept * weight[slot];
    int next = offset;
    for (int value = 0; value < values; value++) {
      int at = (slot * values + value) * MEANS;
      double n = seen[slot];
      double p = (means[at] * n + LEAN * prior.of(value)) / (n + LEAN);
      double faded = (kept * means[at + 3] + LEAN_OF_FADED * p) / (examples + LEAN_OF_FADED);
      into[next++] = told(p);
      into[next++] = told(n == 0 ? p : 0.9 * means[at + 1] + 0.1 * p);
      into[next++] = told(n == 0 ? p : 0.8 * means[at + 2] + 0.2 * p);
      into[next++] = told(faded);
    }
    into[next++] = StrictMath.log1p(examples);
    return next;
  }

  private double told(double mean) {
    if (number) {
      return prior.base() + mean;
    }
    double p = Math.max(LEAST, Math.min(1 - LEAST, mean));
    return StrictMath.log(p / (1 - p));
  }

  void learn(long hash, double label) {
    int slot = slot(hash);
    count++;
    double kept = kept(slot);
    when[slot] = count;
    seen[slot] = Math.min(seen[slot] + 1, LONG_MEMORY);
    weight[slot] = (float) (kept * weight[slot] + 1);
    for (int value = 0; value < values; value++) {
      int at = (slot * values + value) * MEANS;
      double told = prior.told(value, label);
      approach(at, told, seen[slot]);
      approach(at + 1, told, Math.min(seen[slot], SHORT_MEMORY));
      approach(at + 2, told, Math.min(seen[slot], QUICK_MEMORY));
      means[at + 3] = (float) (kept * means[at + 3] + told);
    }
  }

  private void approach(int at, double told, int memory) {
    means[at] += (float) ((told - means[at]) / memory);
  }

  private double kept(int slot) {
    return seen[slot] == 0 ? 0 : StrictMath.exp(-(count - when[slot]) / AGE);
  }

  private static int slot(long hash) {
    return (int) (hash & (SLOTS - 1));
  }

  long bytes() {
    return (long) Float.BYTES * means.length
        + (long) SLOTS * (Integer.BYTES + Long.BYTES + Float.BYTES);
  }

  /** The slots that hold something. */
  void write(DataOutputStream out) throws IOException {
    out.writeLong(count);
    int used = 0;
    for (int of : seen) {
      used += of > 0 ? 1 : 0;
    }
    out.writeInt(used);
    for (int slot = 0; slot < SLOTS; slot++) {
      if (seen[slot] > 0) {
        writeSlot(slot, out);
      }
    }
  }

  private void writeSlot(int slot, DataOutputStream out) throws IOException {
    out.writeShort(slot);
    out.writeShort(seen[slot]);
    out.writeLong(when[slot]);
    out.writeFloat(weight[slot]);
    for (int i = slot * values * MEANS; i < (slot + 1) * values * MEANS; i++) {
      out.writeFloat(means[i]);
    }
  }

  void restore(DataInputStream in) throws IOException {
    count = Counts.read(in);
    int used = in.readInt();
    if (used < 0 || used > SLOTS) {
      throw new IOException("used slots must be in 0.." + SLOTS + ": " + used);
    }
    Arrays.fill(seen, 0);
    Arrays.fill(weight, 0);
    Arrays.fill(means, 0);
    for (int i = 0; i < used; i++) {
      restoreSlot(in);
    }
  }

  private void restoreSlot(DataInputStream in) throws IOException {
    int slot = in.readShort();
    if (slot < 0 || slot >= SLOTS) {
      throw new IOException("slot must be in 0.." + (SLOTS - 1) + ": " + slot);
    }
    seen[slot] = in.readShort();
    when[slot] = in.readLong();
    if (seen[slot] < 1 || seen[slot] > LONG_MEMORY || when[slot] < 1 || when[slot] > count) {
      throw new IOException(
          "seen=%d when=%d of %d cannot be a slot".formatted(seen[slot], when[slot], count));
    }
    weight[slot] = in.readFloat();
    for (int i = slot * values * MEANS; i < (slot + 1) * values * MEANS; i++) {
      means[i] = in.readFloat();
    }
  }
}
