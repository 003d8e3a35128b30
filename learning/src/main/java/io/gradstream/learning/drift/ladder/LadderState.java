package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.State;
import io.gradstream.schemas.Compact;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Where a ladder stands. One owner; not thread safe. */
final class LadderState {

  private static final int GROUND = -1;

  final ErrorLevels levels;
  final RateRaise raise;
  final Challenge challenge = new Challenge();
  final KeptWeights kept = new KeptWeights();
  final Reactions reactions = new Reactions();
  long examples;
  int rung = GROUND; // place in the rungs
  long since; // example at which a reaction last changed the incumbent
  double before; // error before the drift, in 0..1

  LadderState(LadderConfig config) {
    levels = new ErrorLevels(config);
    raise = new RateRaise(config.raiseRate().orElse(RateRaiseConfig.DEFAULT));
  }

  /** Whether a drift is being reacted to. */
  boolean isClimbing() {
    return rung != GROUND;
  }

  void backToTheGround() {
    rung = GROUND;
  }

  /** Examples since a reaction last changed the incumbent. */
  long passed() {
    return examples - since;
  }

  void clear() {
    examples = 0;
    rung = GROUND;
    since = 0;
    before = 0;
    levels.clear();
    raise.clear();
    challenge.clear();
    kept.clear();
    reactions.clear();
  }

  void write(DataOutput out) throws IOException {
    Compact.writeUnsigned(examples, out);
    Compact.writeUnsigned(rung - GROUND, out);
    Compact.writeUnsigned(since, out);
    out.writeDouble(before);
    levels.write(out);
    raise.write(out);
    challenge.write(out);
    kept.write(out);
    reactions.write(out);
  }

  /**
   * Replaces a state that was just cleared.
   *
   * @param rungs of the ladder
   */
  void read(int rungs, DataInput in) throws IOException {
    examples = State.readCount(in);
    rung = Compact.readCount(rungs, in) + GROUND;
    since = State.readCount(in);
    before = State.readBetween(0, 1, in);
    levels.read(in);
    raise.read(in);
    challenge.read(in);
    kept.read(in);
    reactions.read(in);
    if (since > examples
        || reactions.isOpen() != isClimbing()
        || challenge.isRunning() && !isClimbing()) {
      throw new IOException("the parts of a ladder do not fit each other");
    }
  }
}
