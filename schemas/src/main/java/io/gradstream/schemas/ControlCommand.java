package io.gradstream.schemas;

/**
 * An order to a running learner. It waits for the next checkpoint barrier, takes effect there for
 * all keys, and is part of that checkpoint: a replay puts it at the same place.
 */
public sealed interface ControlCommand {

  /** Chosen by the sender; a command seen twice acts once. */
  String id();

  /** Go on answering, learn nothing; examples that come meanwhile are skipped and counted. */
  record Pause(String id) implements ControlCommand {}

  /** Learn again. */
  record Resume(String id) implements ControlCommand {}

  /** Learn on with another rate, in (0, 1]. */
  record SetLearningRate(String id, float learningRate) implements ControlCommand {
    public SetLearningRate {
      if (!(learningRate > 0 && learningRate <= 1)) {
        throw new IllegalArgumentException(
            "learningRate must be in (0, 1]: learningRate=" + learningRate);
      }
    }
  }
}
