package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.OptionalDouble;

/**
 * A learning rate that was raised and falls back: by the same factor in each of {@value #STEPS}
 * steps of equally many examples. After a raise that did harm the next goes half as far, in the
 * logarithm, down to an eighth; after one that did good twice as far again. Not thread safe.
 */
final class RateRaise {

  private static final int STEPS = 16;
  private static final int GENTLEST = 3; // halvings

  private final RateRaiseConfig config;
  private long startedAt; // number of the example
  private int step = STEPS; // taken; all of them: the rate is the ordinary one
  private int halvings;

  /**
   * @param config of a ladder that does not raise rates, any
   */
  RateRaise(RateRaiseConfig config) {
    this.config = config;
  }

  void start(long at) {
    startedAt = at;
    step = 0;
  }

  void stop() {
    step = STEPS;
  }

  boolean isRaised() {
    return step < STEPS;
  }

  /** On the ordinary rate. */
  double factor() {
    double left = 1 - (double) step / STEPS;
    return StrictMath.pow(config.factor(), left / (1 << halvings));
  }

  void didHarm() {
    halvings = Math.min(halvings + 1, GENTLEST);
  }

  void didGood() {
    halvings = Math.max(halvings - 1, 0);
  }

  /** The new factor, when it is time for one. */
  OptionalDouble due(long at) {
    long passed = STEPS * Math.min(config.examples(), at - startedAt) / config.examples();
    if (passed <= step) {
      return OptionalDouble.empty();
    }
    step = (int) passed;
    return OptionalDouble.of(factor());
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(startedAt, out);
    Compact.writeUnsigned(step, out);
    Compact.writeUnsigned(halvings, out);
  }

  void read(DataInput in) throws IOException {
    startedAt = State.readCount(in);
    step = Compact.readCount(STEPS, in);
    halvings = Compact.readCount(GENTLEST, in);
  }

  void clear() {
    startedAt = 0;
    step = STEPS;
    halvings = 0;
  }
}
