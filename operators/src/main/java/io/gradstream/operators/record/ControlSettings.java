package io.gradstream.operators.record;

import io.gradstream.learning.Learner;
import io.gradstream.learning.challengers.Contest;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What all commands so far have come to. Immutable.
 *
 * @param learningRate the rate ordered last; absent while the spec's holds
 * @param seen ids of the latest commands, oldest first: one of them acts no more
 */
public record ControlSettings(boolean paused, Optional<Float> learningRate, List<String> seen) {

  /** Before the first command. */
  public static final ControlSettings NONE =
      new ControlSettings(false, Optional.empty(), List.of());

  private static final int REMEMBERED = 1000;

  public ControlSettings {
    seen = List.copyOf(seen);
  }

  /** The settings with one more command; the same when its id was seen. */
  public ControlSettings with(ControlCommand command) {
    if (seen.contains(command.id())) {
      return this;
    }
    List<String> ids = new ArrayList<>(seen);
    ids.add(command.id());
    ids = ids.subList(Math.max(0, ids.size() - REMEMBERED), ids.size());
    if (command instanceof SetLearningRate rate) {
      return new ControlSettings(paused, Optional.of(rate.learningRate()), ids);
    }
    return new ControlSettings(pausedAfter(command), learningRate, ids);
  }

  /** The settings without an ordered rate: the spec's holds, having changed since. */
  public ControlSettings withoutLearningRate() {
    return new ControlSettings(paused, Optional.empty(), seen);
  }

  private boolean pausedAfter(ControlCommand command) {
    return command instanceof Pause || (paused && !(command instanceof Resume));
  }

  /**
   * Makes them hold for all who learn, whatever held for them before: a pause for everybody, a rate
   * for whoever answers.
   */
  public void applyTo(Contest contest) {
    for (Learner learner : contest.learners()) {
      applyTo(learner, learner == contest.champion());
    }
  }

  private void applyTo(Learner learner, boolean answers) {
    if (learner.isPaused() != paused) {
      if (paused) {
        learner.pause();
      } else {
        learner.resume();
      }
    }
    float rate = learningRate.filter(of -> answers).orElseGet(learner::specLearningRate);
    if (learner.learningRate() != rate) {
      learner.setLearningRate(rate);
    }
  }
}
