package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Evidence against "these numbers in -1..1 have a mean of 0 or less, whatever came before them".
 * Eight gamblers start with a capital of 1; each stakes a fixed share s of what he has on every
 * number x, which makes it 1 + s x times as much. Where the claim holds, nobody's capital grows in
 * expectation, so their mean passes 1/alpha, ever, with a chance of alpha at most (Ville 1939).
 * Where the mean is above 0 by m, with a variance v, the best of them gains about m m / (2 v) in
 * the logarithm at each number.
 *
 * <p>A capital that underflows stays 0, which errs on the safe side.
 */
final class Bets {

  private static final double[] STAKES = { // halved each, so one is near the best for any numbers
    0.9, 0.45, 0.225, 0.1125, 0.05625, 0.028125, 0.0140625, 0.00703125
  };
  private static final double RICHEST = 1e200; // then all that is asked has long been answered

  private final double[] capitals = new double[STAKES.length]; // [stake]
  private double capital;

  Bets() {
    clear();
  }

  void add(double number) {
    double sum = 0;
    for (int i = 0; i < STAKES.length; i++) {
      capitals[i] = Math.min(RICHEST, capitals[i] * (1 + STAKES[i] * number));
      sum += capitals[i];
    }
    capital = sum / STAKES.length;
  }

  /** The mean capital. */
  double capital() {
    return capital;
  }

  void clear() {
    Arrays.fill(capitals, 1);
    capital = 1;
  }

  void write(DataOutput out) throws IOException {
    for (double capital : capitals) {
      out.writeDouble(capital);
    }
    out.writeDouble(capital);
  }

  void read(DataInput in) throws IOException {
    for (int i = 0; i < capitals.length; i++) {
      capitals[i] = State.readBetween(0, RICHEST, in);
    }
    capital = State.readBetween(0, RICHEST, in);
  }
}
