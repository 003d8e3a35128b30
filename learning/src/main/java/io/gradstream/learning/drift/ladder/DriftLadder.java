package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.codec.Compact;
import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.State;
import io.gradstream.learning.drift.ladder.Command.DropChallenger;
import io.gradstream.learning.drift.ladder.Command.KeepWeights;
import io.gradstream.learning.drift.ladder.Command.PromoteChallenger;
import io.gradstream.learning.drift.ladder.Command.RefreshUnits;
import io.gradstream.learning.drift.ladder.Command.SetRateFactor;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.Command.StartChallenger;
import io.gradstream.learning.drift.ladder.Command.Tell;
import io.gradstream.learning.drift.ladder.Ending.How;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides what is done about a drift: the first detection takes the first rung; another one, or a
 * loss that has not recovered in time, takes the next; when the loss is back, or nothing is left to
 * try, all begins anew from the ground. What an example leads to follows from the examples alone.
 * Not thread safe.
 *
 * <p>While one of the first two rungs is tried, a challenger from the weights kept before the drift
 * learns the same examples at the ordinary rate. If it is better by the paired test, what was tried
 * was harm, and it takes over: that is a roll-back. A challenger of the third rung is compared to
 * the end of its trial, even if the loss recovers.
 */
final class DriftLadder {

  private static final int GROUND = -1;

  private final LadderConfig config;
  private final LossScale scale;
  private final List<Rung> rungs;
  private final ErrorLevels levels;
  private final RateRaise raise;
  private final Challenge challenge = new Challenge();
  private final KeptWeights kept = new KeptWeights();
  private final Reactions reactions = new Reactions();
  private List<Command> commands = new ArrayList<>(0); // of this example
  private long n; // examples
  private int rung = GROUND; // place in rungs
  private long since; // example at which a reaction last changed the incumbent
  private double before; // error before the drift

  DriftLadder(LadderConfig config, LossScale scale) {
    this.config = config;
    this.scale = scale;
    rungs = config.rungs();
    levels = new ErrorLevels(config);
    raise = new RateRaise(config.raiseRate().orElse(RateRaiseConfig.DEFAULT));
  }

  /**
   * Sees one example more.
   *
   * @param error of the incumbent, in 0..1
   * @param other the challenger's, if there is one and it was scored
   * @param detections what the monitor found at this example
   */
  List<Command> after(double error, OptionalDouble other, List<Detection> detections) {
    n++;
    levels.add(error);
    raise.due(n).ifPresent(factor -> commands.add(new SetRateFactor(factor)));
    if (other.isPresent()) {
      challenge.see(n, error, other.getAsDouble());
    }
    if (!judge()) {
      climb(cause(detections));
    }
    if (!isClimbing() && isTimeToKeep() && levels.isGood()) {
      keep();
    }
    return told();
  }

  private List<Command> told() {
    if (commands.isEmpty()) {
      return List.of();
    }
    List<Command> told = List.copyOf(commands);
    commands = new ArrayList<>(0);
    return told;
  }

  /** Whether a drift is being reacted to. */
  boolean isClimbing() {
    return rung != GROUND;
  }

  boolean hasChallenger() {
    return challenge.isRunning();
  }

  double rateFactor() {
    return raise.factor();
  }

  Reactions reactions() {
    return reactions;
  }

  /** What is to be reacted to: an error that rose, an input's drift where that is wanted. */
  private Optional<Detection> cause(List<Detection> detections) {
    for (Detection detection : detections) {
      if (detection.isOfError() ? detection.rising() : config.onInputs()) {
        return Optional.of(detection);
      }
    }
    return Optional.empty();
  }

  private void climb(Optional<Detection> cause) {
    if (!isClimbing()) {
      cause.ifPresent(this::leaveTheGround);
    } else if (n - since >= levels.quiet() && !(isForked() && challenge.isRunning())) {
      goOn(cause);
    }
  }

  private void goOn(Optional<Detection> cause) {
    if (cause.isPresent()) {
      next(How.DETECTED_AGAIN, cause.get());
    } else if (levels.hasRecovered(before)) {
      settle(How.RECOVERED);
    } else if (n - since >= config.patience()) {
      if (rung == rungs.size() - 1) {
        settle(How.NOT_RECOVERED);
      } else {
        next(How.NOT_RECOVERED, byPatience());
      }
    }
  }

  /** Without errors to compare with, as at the beginning, nothing is done. */
  private void leaveTheGround(Detection cause) {
    OptionalDouble past = levels.before(cause);
    if (past.isPresent() && !rungs.isEmpty()) {
      before = past.getAsDouble();
      rung = 0;
      begin(rungs.get(rung), cause, levels.now());
      act();
    }
  }

  /** The highest rung is taken again and again. */
  private void next(How how, Detection cause) {
    if (challenge.isRunning()) {
      noteTrial();
    }
    end(how);
    rung = Math.min(rung + 1, rungs.size() - 1);
    begin(rungs.get(rung), cause, levels.present());
    act();
  }

  private void act() {
    switch (rungs.get(rung)) {
      case RAISE_RATE -> {
        runControl();
        raise.start(n);
        commands.add(new SetRateFactor(raise.factor()));
      }
      case REFRESH_UNITS -> {
        runControl();
        commands.add(new RefreshUnits(config.refreshUnits().orElseThrow().share(), n));
      }
      case FORK_CHALLENGER -> fork();
      case ROLL_BACK -> throw new AssertionError("a roll-back is no rung that is climbed");
    }
  }

  /** What a reaction is compared with. One that runs already is compared anew. */
  private void runControl() {
    if (config.rollBack().isEmpty()) {
      return;
    }
    if (challenge.isRunning()) {
      challenge.judgeFrom(n + 1);
      return;
    }
    Start from = kept.lastGood();
    challenge.start(from, n + 1);
    commands.add(new StartChallenger(from, 1, n));
  }

  private void fork() {
    if (challenge.isRunning()) {
      commands.add(new DropChallenger());
    }
    challenge.start(forked().from(), n + 1 + forked().warmUp());
    commands.add(new StartChallenger(forked().from(), forked().rateFactor(), n));
  }

  private ChallengerConfig forked() {
    return config.challenger().orElseThrow();
  }

  /** Whether a challenger is that of the third rung, and no control. */
  private boolean isForked() {
    return isClimbing() && rungs.get(rung) == Rung.FORK_CHALLENGER;
  }

  /** Looks at the challenger; says whether that changed anything. */
  private boolean judge() {
    if (!challenge.isRunning()) {
      return false;
    }
    Verdict verdict = verdict();
    if (verdict == Verdict.BETTER) {
      takeOver();
      return true;
    }
    boolean isOver = isForked() && challenge.judged(n) >= forked().trial();
    if (verdict == Verdict.WORSE || isOver) {
      dropChallenger();
      return true;
    }
    return false;
  }

  private Verdict verdict() {
    return challenge.test().verdict(alpha());
  }

  private double alpha() {
    return isForked() ? forked().alpha() : config.rollBack().orElseThrow().alpha();
  }

  private void takeOver() {
    noteTrial();
    commands.add(new PromoteChallenger());
    if (raise.isRaised()) {
      raise.stop();
      commands.add(new SetRateFactor(1));
    }
    if (isForked()) {
      reactions.promoted();
      since = n;
    } else {
      end(How.ROLLED_BACK);
      begin(Rung.ROLL_BACK, byTest(), levels.present());
    }
    challenge.stop();
  }

  private void dropChallenger() {
    if (verdict() == Verdict.WORSE && challenge.isFromKept()) {
      kept.areWorse();
    }
    noteTrial();
    challenge.stop();
    commands.add(new DropChallenger());
  }

  private void noteTrial() {
    reactions.note(challenge.test().trial(verdict(), scale.loss(1)));
  }

  private void settle(How how) {
    if (challenge.isRunning()) {
      dropChallenger();
    }
    end(how);
    rung = GROUND;
    levels.forgetThePast();
    if (config.rollBack().isPresent()) {
      keep();
    }
  }

  private void begin(Rung taken, Detection cause, double found) {
    since = n;
    Reaction reaction = Reaction.begun(n, taken, cause, scale.loss(before), scale.loss(found));
    reactions.begin(reaction);
    commands.add(new Tell(reaction));
  }

  private void end(How how) {
    commands.add(new Tell(reactions.end(new Ending(how, n, scale.loss(levels.present())))));
  }

  private boolean isTimeToKeep() {
    return config.rollBack().isPresent() && kept.age(n) >= config.rollBack().get().keepEvery();
  }

  private void keep() {
    kept.keep(n);
    commands.add(new KeepWeights());
  }

  private Detection byPatience() {
    double now = levels.present();
    double most = levels.allowed(before);
    return new Detection(n, "patience", Detection.ERROR, true, now, most, before, now, n - since);
  }

  private Detection byTest() {
    PairedTest test = challenge.test();
    return new Detection(
        n,
        "paired test",
        "what was tried",
        true,
        test.evidence(),
        1 / alpha(),
        test.challenger(),
        test.incumbent(),
        test.pairs());
  }

  void clear() {
    commands = new ArrayList<>(0);
    n = 0;
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
    Compact.writeUnsigned(n, out);
    Compact.writeUnsigned(rung + 1, out);
    Compact.writeUnsigned(since, out);
    out.writeDouble(before);
    levels.write(out);
    raise.write(out);
    challenge.write(out);
    kept.write(out);
    reactions.write(out);
  }

  /** Replaces a state that was just cleared. */
  void read(DataInput in) throws IOException {
    n = State.readCount(in);
    rung = Compact.readCount(rungs.size(), in) - 1;
    since = State.readCount(in);
    before = State.readBetween(0, 1, in);
    levels.read(in);
    raise.read(in);
    challenge.read(in);
    kept.read(in);
    reactions.read(in);
    requireSense();
  }

  private void requireSense() throws IOException {
    boolean canHaveChallenger = isClimbing() && (isForked() || config.rollBack().isPresent());
    if (since > n
        || reactions.isOpen() != isClimbing()
        || challenge.isRunning() && !canHaveChallenger) {
      throw new IOException("the parts of a ladder do not fit each other");
    }
  }
}
