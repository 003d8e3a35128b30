package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Which of two learners errs less on the same examples, looked at after every one of them. It
 * supposes nothing of the errors but that they are in 0..1: neither that examples are independent
 * nor that they are alike. If the challenger is not better at any example in expectation, then it
 * is found to be better, ever, with a chance of alpha at most; likewise for worse.
 *
 * <p>The evidence is the capital of a mixture of bets on the differences (Waudby-Smith and Ramdas
 * 2024). On errors of 0 and 1 each bet is a likelihood ratio on the examples on which only one of
 * the two errs, so this is a sequential form of McNemar's test: the mixture sequential probability
 * ratio test of Robbins 1970, whose inverse is an always valid p-value in the sense of Johari,
 * Koomen, Pekelis and Walsh 2022. Not thread safe.
 */
final class PairedTest {

  private static final int LEAST = 200;

  private long pairs;
  private double incumbent; // sum of errors
  private double challenger;
  private final Bets better = new Bets();
  private final Bets worse = new Bets();

  /**
   * @param incumbent its error in 0..1 at an example
   * @param challenger the other's at the same
   */
  void add(double incumbent, double challenger) {
    pairs++;
    this.incumbent += incumbent;
    this.challenger += challenger;
    if (incumbent != challenger) {
      better.add(incumbent - challenger);
      worse.add(challenger - incumbent);
    }
  }

  /**
   * Nothing but {@link Verdict#OPEN} before {@value #LEAST} pairs: a run of luck at the beginning
   * is most of what the chance of an error consists of.
   *
   * @param alpha chance of each error, in (0, 1)
   */
  Verdict verdict(double alpha) {
    if (pairs < LEAST) {
      return Verdict.OPEN;
    }
    if (better.capital() * alpha >= 1) {
      return Verdict.BETTER;
    }
    return worse.capital() * alpha >= 1 ? Verdict.WORSE : Verdict.OPEN;
  }

  /**
   * @param verdict of this test
   * @param unit loss of an error of 1
   */
  Trial trial(Verdict verdict, double unit) {
    double difference = unit * (challenger() - incumbent());
    return new Trial(pairs, difference, verdict, Math.max(0, 1 - 1 / evidence()));
  }

  /** The evidence for the side that has more of it. */
  double evidence() {
    return Math.max(better.capital(), worse.capital());
  }

  /** Mean error of the incumbent, of no pair 0. */
  double incumbent() {
    return pairs == 0 ? 0 : incumbent / pairs;
  }

  double challenger() {
    return pairs == 0 ? 0 : challenger / pairs;
  }

  long pairs() {
    return pairs;
  }

  void clear() {
    pairs = 0;
    incumbent = 0;
    challenger = 0;
    better.clear();
    worse.clear();
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(pairs, out);
    out.writeDouble(incumbent);
    out.writeDouble(challenger);
    better.write(out);
    worse.write(out);
  }

  void read(DataInput in) throws IOException {
    pairs = State.readCount(in);
    incumbent = State.readBetween(0, pairs, in);
    challenger = State.readBetween(0, pairs, in);
    better.read(in);
    worse.read(in);
  }
}
