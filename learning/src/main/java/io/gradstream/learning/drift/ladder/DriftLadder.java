package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Detection;
import io.gradstream.learning.drift.ladder.Ending.How;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

  private final LadderConfig config;
  private final int rungs;
  private final LadderState state;
  private final LadderSteps steps;

  DriftLadder(LadderConfig config, LossScale scale) {
    this.config = config;
    rungs = config.rungs().size();
    state = new LadderState(config);
    steps = new LadderSteps(config, scale, state);
  }

  /**
   * Sees one example more.
   *
   * @param error of the incumbent, in 0..1
   * @param challenger the challenger's, if there is one and it was scored
   * @param detections what the monitor found at this example
   */
  List<Command> after(double error, OptionalDouble challenger, List<Detection> detections) {
    state.examples++;
    state.levels.add(error);
    steps.lowerRate();
    if (challenger.isPresent()) {
      state.challenge.see(state.examples, error, challenger.getAsDouble());
    }
    if (!judge()) {
      climb(cause(detections));
    }
    keepWhatIsGood();
    return steps.told();
  }

  /** Looks at the challenger; says whether that changed anything. */
  private boolean judge() {
    if (!state.challenge.isRunning()) {
      return false;
    }
    Verdict verdict = steps.verdict();
    if (verdict == Verdict.BETTER) {
      steps.takeOver();
      return true;
    }
    if (verdict == Verdict.WORSE || isTrialOver()) {
      steps.dropChallenger();
      return true;
    }
    return false;
  }

  private boolean isTrialOver() {
    return steps.isForked()
        && state.challenge.judged(state.examples) >= config.challenger().orElseThrow().trial();
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
    if (!state.isClimbing()) {
      cause.ifPresent(this::leaveTheGround);
    } else if (state.passed() >= state.levels.quiet() && !isTrialGoingOn()) {
      goOn(cause);
    }
  }

  private boolean isTrialGoingOn() {
    return steps.isForked() && state.challenge.isRunning();
  }

  /** Without errors to compare with, as at the beginning, nothing is done. */
  private void leaveTheGround(Detection cause) {
    OptionalDouble before = state.levels.before(cause);
    if (before.isPresent() && rungs > 0) {
      steps.first(cause, before.getAsDouble());
    }
  }

  private void goOn(Optional<Detection> cause) {
    if (cause.isPresent() && isOfAnotherDrift(cause.get())) {
      steps.next(How.DETECTED_AGAIN, cause.get());
    } else if (state.levels.hasRecovered(state.before)) {
      steps.settle(How.RECOVERED);
    } else if (state.passed() >= config.patience()) {
      if (state.rung == rungs - 1) {
        steps.settle(How.NOT_RECOVERED);
      } else {
        steps.next(How.NOT_RECOVERED, impatience());
      }
    }
  }

  /** Not of what is being reacted to, which a detector may find a second time. */
  private boolean isOfAnotherDrift(Detection detection) {
    return detection.since() <= state.passed();
  }

  private Detection impatience() {
    double now = state.levels.present();
    double most = state.levels.allowed(state.before);
    return new Detection(
        state.examples,
        "patience",
        Detection.ERROR,
        true,
        now,
        most,
        state.before,
        now,
        state.passed());
  }

  private void keepWhatIsGood() {
    if (!state.isClimbing() && isTimeToKeep() && state.levels.isGood()) {
      steps.keep();
    }
  }

  private boolean isTimeToKeep() {
    return config.rollBack().isPresent()
        && state.kept.age(state.examples) >= config.rollBack().get().keepEvery();
  }

  boolean isClimbing() {
    return state.isClimbing();
  }

  boolean hasChallenger() {
    return state.challenge.isRunning();
  }

  double rateFactor() {
    return state.raise.factor();
  }

  Reactions reactions() {
    return state.reactions;
  }

  void clear() {
    state.clear();
    steps.told();
  }

  void write(DataOutput out) throws IOException {
    state.write(out);
  }

  /** Replaces a state that was just cleared. */
  void read(DataInput in) throws IOException {
    state.read(rungs, in);
  }
}
