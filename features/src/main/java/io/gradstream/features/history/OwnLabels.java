package io.gradstream.features.history;

import io.gradstream.features.event.Event;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * What a number will be by what it was before for the same value of a category, as where many
 * series lie interleaved: the last one, it and half of the last change, and means that forget
 * faster or slower. They are weighed by exp(-2 sqrt(n) (loss / best - 1)), losses being absolute
 * errors faded by 1 - 1/{@value #MEMORY} and n their faded count. Values share hashed slots. Not
 * thread safe.
 */
final class OwnLabels {

  private static final int SLOTS = 4096;
  private static final int MEMORY = 200;
  private static final double EAGER = 2;
  private static final double[] RATES = {1, 1 / 2.0, 1 / 4.0, 1 / 12.0}; // of the means
  private static final int GUESSES = RATES.length + 1;

  private final int[] field; // one
  private final double[] means = new double[SLOTS * RATES.length];
  private final double[] changes = new double[SLOTS]; // the last one of a slot
  private final boolean[] used = new boolean[SLOTS];
  private final double[] losses = new double[GUESSES]; // faded sums
  private double judged; // faded count

  OwnLabels(int field) {
    this.field = new int[] {field};
  }

  private int slot(Event event) {
    return (int) (CategoryHash.of(event, field) & (SLOTS - 1));
  }

  /**
   * Read-only.
   *
   * @param otherwise of a value that had none yet
   */
  double of(Event event, double otherwise) {
    int slot = slot(event);
    if (!used[slot]) {
      return otherwise;
    }
    double best = Arrays.stream(losses).min().orElseThrow();
    double total = 0;
    double sum = 0;
    for (int guess = 0; guess < GUESSES; guess++) {
      double share = share(losses[guess], best);
      total += share;
      sum += share * guess(slot, guess);
    }
    return sum / total;
  }

  /** The last label of the event's value, or NaN where it had none yet. Read-only. */
  double last(Event event) {
    int slot = slot(event);
    return used[slot] ? means[slot * RATES.length] : Double.NaN;
  }

  private double share(double loss, double best) {
    if (loss == best) {
      return 1;
    }
    return best == 0 ? 0 : StrictMath.exp(-EAGER * Math.sqrt(judged) * (loss / best - 1));
  }

  private double guess(int slot, int guess) {
    return guess < RATES.length
        ? means[slot * RATES.length + guess]
        : means[slot * RATES.length] + 0.5 * changes[slot];
  }

  void learn(Event event, double label) {
    int slot = slot(event);
    int at = slot * RATES.length;
    if (!used[slot]) {
      used[slot] = true;
      Arrays.fill(means, at, at + RATES.length, label);
      return;
    }
    double kept = 1 - 1.0 / MEMORY;
    judged = kept * judged + 1;
    for (int guess = 0; guess < GUESSES; guess++) {
      losses[guess] = kept * losses[guess] + Math.abs(guess(slot, guess) - label);
    }
    changes[slot] = label - means[at];
    for (int rate = 0; rate < RATES.length; rate++) {
      means[at + rate] += RATES[rate] * (label - means[at + rate]);
    }
  }

  long bytes() {
    return (long) Double.BYTES * (means.length + changes.length) + used.length;
  }

  /** The slots that hold something. */
  void write(DataOutputStream out) throws IOException {
    out.writeDouble(judged);
    for (double loss : losses) {
      out.writeDouble(loss);
    }
    int count = 0;
    for (boolean of : used) {
      count += of ? 1 : 0;
    }
    out.writeInt(count);
    for (int slot = 0; slot < SLOTS; slot++) {
      if (used[slot]) {
        out.writeShort(slot);
        out.writeDouble(changes[slot]);
        for (int rate = 0; rate < RATES.length; rate++) {
          out.writeDouble(means[slot * RATES.length + rate]);
        }
      }
    }
  }

  void restore(DataInputStream in) throws IOException {
    judged = in.readDouble();
    for (int guess = 0; guess < GUESSES; guess++) {
      losses[guess] = in.readDouble();
    }
    Arrays.fill(used, false);
    Arrays.fill(changes, 0);
    int count = in.readInt();
    if (count < 0 || count > SLOTS) {
      throw new IOException("used slots must be in 0.." + SLOTS + ": " + count);
    }
    for (int i = 0; i < count; i++) {
      int slot = in.readShort();
      if (slot < 0 || slot >= SLOTS) {
        throw new IOException("slot must be in 0.." + (SLOTS - 1) + ": " + slot);
      }
      used[slot] = true;
      changes[slot] = in.readDouble();
      for (int rate = 0; rate < RATES.length; rate++) {
        means[slot * RATES.length + rate] = in.readDouble();
      }
    }
  }
}
