package io.gradstream.schemas;

/**
 * An order to a running learner. The job gives it a position of the stream, once ({@link
 * PlacedCommand}); it takes effect there for all keys, and at no other place in any replay.
 */
public sealed interface ControlCommand extends ControlRecord {

  /** Chosen by the sender; a command seen twice acts once. */
  @Override
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
