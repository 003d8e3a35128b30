package io.gradstream.schemas;

/**
 * An order to a running learner. The job gives it a position of the stream, once ({@link
 * PlacedCommand}); it takes effect there for all keys, and at no other place in any replay.
 */
public sealed interface ControlCommand extends ControlRecord {

  /** Chosen by the sender; a command seen twice acts once. */
  @Override
  String id();

  /** The longest id, in characters: a thousand of them lie in each checkpoint. */
  int LONGEST_ID = 256;

  private static void requireShort(String id) {
    if (id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "a command's id must have at most %d characters: %d".formatted(LONGEST_ID, id.length()));
    }
  }

  /** Go on answering, learn nothing; examples that come meanwhile are skipped and counted. */
  record Pause(String id) implements ControlCommand {
    public Pause {
      requireShort(id);
    }
  }

  /** Learn again. */
  record Resume(String id) implements ControlCommand {
    public Resume {
      requireShort(id);
    }
  }

  /** Learn on with another rate, in (0, 1]. */
  record SetLearningRate(String id, float learningRate) implements ControlCommand {
    public SetLearningRate {
      requireShort(id);
      if (!(learningRate > 0 && learningRate <= 1)) {
        throw new IllegalArgumentException(
            "learningRate must be in (0, 1]: learningRate=" + learningRate);
      }
    }
  }
}
