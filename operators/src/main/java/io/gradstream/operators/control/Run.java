package io.gradstream.operators.control;

import io.gradstream.schemas.CheckpointId;
import java.io.Serializable;

/**
 * One deploy of a learner: a job from its start to its end, however often it restarts in between.
 *
 * @param number greater than that of every run before, and than every generation published
 * @param before the run that had begun last when this one was deployed; -1: none
 * @param newest the newest checkpoint of the learner that was known then
 */
public record Run(long number, long before, CheckpointId newest) implements Serializable {

  public Run {
    if (number < 0) {
      throw new IllegalArgumentException("a run's number must be >= 0: " + number);
    }
  }

  /** A run that nothing is known before. */
  public static Run first(long number) {
    return new Run(number, -1, CheckpointId.NONE);
  }

  /**
   * Whether state is the newest there is, so that what is learned from here on is the same as was,
   * or might have been, learned and published from it before. From any other state a run makes a
   * branch: its versions are of a generation of their own.
   *
   * @param state the checkpoint that is gone on from
   */
  public boolean continues(CheckpointId state) {
    if (state.run() == number) {
      return true; // a restart
    }
    return newest.equals(CheckpointId.NONE)
        ? state.run() < 0 // of a release that numbered no runs
        : state.run() == newest.run() && state.number() >= newest.number();
  }
}
