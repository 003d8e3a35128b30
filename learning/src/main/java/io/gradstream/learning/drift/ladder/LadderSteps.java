package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.ladder.Command.DropChallenger;
import io.gradstream.learning.drift.ladder.Command.KeepWeights;
import io.gradstream.learning.drift.ladder.Command.PromoteChallenger;
import io.gradstream.learning.drift.ladder.Command.RefreshUnits;
import io.gradstream.learning.drift.ladder.Command.SetRateFactor;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.Command.StartChallenger;
import io.gradstream.learning.drift.ladder.Command.Tell;
import io.gradstream.learning.drift.ladder.Ending.How;
import java.util.ArrayList;
import java.util.List;

/**
 * What a ladder can do: each step changes its state and says the commands that go with it. Decides
 * nothing. Not thread safe.
 */
final class LadderSteps {

  private final LadderConfig config;
  private final LossScale scale;
  private final List<Rung> rungs;
  private final LadderState state;
  private List<Command> commands = new ArrayList<>(0); // of this example

  LadderSteps(LadderConfig config, LossScale scale, LadderState state) {
    this.config = config;
    this.scale = scale;
    this.state = state;
    rungs = config.rungs();
  }

  /** The commands since it was last asked. */
  List<Command> told() {
    if (commands.isEmpty()) {
      return List.of();
    }
    List<Command> told = List.copyOf(commands);
    commands = new ArrayList<>(0);
    return told;
  }

  void lowerRate() {
    state.raise.due(state.examples).ifPresent(factor -> commands.add(new SetRateFactor(factor)));
  }

  void keep() {
    state.kept.keep(state.examples);
    commands.add(new KeepWeights());
  }

  /** From the ground to the first rung. */
  void first(Detection cause, double before) {
    state.before = before;
    state.rung = 0;
    begin(rungs.get(0), cause, state.levels.now());
    act();
  }

  /** To the next rung; the highest one is taken again and again. */
  void next(How how, Detection cause) {
    if (state.challenge.isRunning()) {
      noteTrial();
    }
    end(how);
    state.rung = Math.min(state.rung + 1, rungs.size() - 1);
    begin(rungs.get(state.rung), cause, state.levels.present());
    act();
  }

  private void act() {
    switch (rungs.get(state.rung)) {
      case RAISE_RATE -> {
        runControl();
        state.raise.start(state.examples);
        commands.add(new SetRateFactor(state.raise.factor()));
      }
      case REFRESH_UNITS -> {
        runControl();
        double share = config.refreshUnits().orElseThrow().share();
        commands.add(new RefreshUnits(share, state.examples));
      }
      case FORK_CHALLENGER -> fork(config.challenger().orElseThrow());
      case ROLL_BACK -> throw new AssertionError("a roll-back is no rung that is climbed");
    }
  }

  /** What a reaction is compared with. One that runs already is compared anew. */
  private void runControl() {
    if (config.rollBack().isEmpty()) {
      return;
    }
    long next = state.examples + 1;
    if (state.challenge.isRunning()) {
      state.challenge.judgeFrom(next);
      return;
    }
    Start from = state.kept.lastGood();
    state.challenge.start(from, next);
    commands.add(new StartChallenger(from, 1, state.examples));
  }

  private void fork(ChallengerConfig forked) {
    if (state.challenge.isRunning()) {
      commands.add(new DropChallenger());
    }
    state.challenge.start(forked.from(), state.examples + 1 + forked.warmUp());
    commands.add(new StartChallenger(forked.from(), forked.rateFactor(), state.examples));
  }

  /** Whether a challenger, if one runs, is that of the third rung, and no control. */
  boolean isForked() {
    return isAt(Rung.FORK_CHALLENGER);
  }

  private boolean isAt(Rung rung) {
    return state.isClimbing() && rungs.get(state.rung) == rung;
  }

  Verdict verdict() {
    return state.challenge.test().verdict(alpha());
  }

  private double alpha() {
    return isForked()
        ? config.challenger().orElseThrow().alpha()
        : config.rollBack().orElse(RollBackConfig.DEFAULT).alpha();
  }

  /** The challenger becomes the incumbent. */
  void takeOver() {
    noteTrial();
    commands.add(new PromoteChallenger());
    endRaise();
    if (isForked()) {
      state.reactions.promoted();
      state.since = state.examples;
    } else {
      end(How.ROLLED_BACK);
      begin(Rung.ROLL_BACK, harm(), state.levels.present());
    }
    state.challenge.stop();
  }

  /** The gentler next time, if it was what did harm. */
  private void endRaise() {
    if (state.raise.isRaised()) {
      state.raise.stop();
      commands.add(new SetRateFactor(1));
    }
    if (isAt(Rung.RAISE_RATE)) {
      state.raise.didHarm();
    }
  }

  private Detection harm() {
    PairedTest test = state.challenge.test();
    return new Detection(
        state.examples,
        "paired test",
        "what was tried",
        true,
        test.evidence(),
        1 / alpha(),
        test.challenger(),
        test.incumbent(),
        test.pairs());
  }

  void dropChallenger() {
    if (verdict() == Verdict.WORSE) {
      reactionDidGood();
    }
    noteTrial();
    state.challenge.stop();
    commands.add(new DropChallenger());
  }

  private void reactionDidGood() {
    if (state.challenge.isFromKept()) {
      state.kept.areWorse();
    }
    if (isAt(Rung.RAISE_RATE)) {
      state.raise.didGood();
    }
  }

  /** All is over, for better or worse. */
  void settle(How how) {
    if (state.challenge.isRunning()) {
      dropChallenger();
    }
    end(how);
    state.backToTheGround();
    state.levels.forgetThePast();
    if (config.rollBack().isPresent()) {
      keep();
    }
  }

  private void noteTrial() {
    state.reactions.note(state.challenge.test().trial(verdict(), scale.loss(1)));
  }

  private void begin(Rung rung, Detection cause, double found) {
    state.since = state.examples;
    double before = scale.loss(state.before);
    Reaction begun = Reaction.begun(state.examples, rung, cause, before, scale.loss(found));
    state.reactions.begin(begun);
    commands.add(new Tell(begun));
  }

  private void end(How how) {
    double present = scale.loss(state.levels.present());
    commands.add(new Tell(state.reactions.end(new Ending(how, state.examples, present))));
  }
}
