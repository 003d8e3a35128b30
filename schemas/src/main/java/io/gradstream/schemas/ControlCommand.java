package io.gradstream.schemas;

/**
 * An order to a running learner. It takes effect at a position that is stamped once and kept in the
 * learner's state.
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
