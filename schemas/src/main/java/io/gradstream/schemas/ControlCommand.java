package io.gradstream.schemas;

import java.util.Optional;

/**
 * An order to a running learner. The job gives it a position of the stream, once ({@link
 * PlacedCommand}); it takes effect there, and at no other place in any replay.
 */
public sealed interface ControlCommand extends ControlRecord {

  /** Chosen by the sender; a command seen twice acts once. */
  @Override
  String id();

  /** Who sent it, when and why; empty where nobody said. */
  Optional<Origin> origin();

  /** The longest id, in characters: a thousand of them lie in each checkpoint. */
  int LONGEST_ID = 256;

  private static void requireShort(String id) {
    if (id.length() > LONGEST_ID) {
      throw new IllegalArgumentException(
          "a command's id must have at most %d characters: %d".formatted(LONGEST_ID, id.length()));
    }
  }

  /**
   * Where an order comes from, as its sender says: nobody checks it.
   *
   * @param at epoch milliseconds, by the sender's clock
   * @param why empty: not said
   */
  record Origin(String by, long at, String why) {

    /** The longest of either text, in characters. */
    public static final int LONGEST = 1000;

    public Origin {
      if (by.length() > LONGEST || why.length() > LONGEST) {
        throw new IllegalArgumentException(
            "who sends an order and why must have at most %d characters: %d and %d"
                .formatted(LONGEST, by.length(), why.length()));
      }
    }
  }

  /** Go on answering, learn nothing; examples that come meanwhile are skipped and counted. */
  record Pause(String id, Optional<Origin> origin) implements ControlCommand {
    public Pause {
      requireShort(id);
    }

    public Pause(String id) {
      this(id, Optional.empty());
    }
  }

  /** Learn again. */
  record Resume(String id, Optional<Origin> origin) implements ControlCommand {
    public Resume {
      requireShort(id);
    }

    public Resume(String id) {
      this(id, Optional.empty());
    }
  }

  /** Learn on with another rate, in (0, 1]. */
  record SetLearningRate(String id, Optional<Origin> origin, float learningRate)
      implements ControlCommand {
    public SetLearningRate {
      requireShort(id);
      if (!(learningRate > 0 && learningRate <= 1)) {
        throw new IllegalArgumentException(
            "learningRate must be in (0, 1]: learningRate=" + learningRate);
      }
    }

    public SetLearningRate(String id, float learningRate) {
      this(id, Optional.empty(), learningRate);
    }
  }

  /** What is done once, to a single model, and does not hold on. */
  sealed interface OfModel extends ControlCommand {

    /** Whose model; empty for a learner without a key. */
    String key();
  }

  /**
   * Go on from a model of before, as a new version that names it. One model key goes back, all
   * others go on.
   *
   * @param key empty for a learner without one
   * @param version of the model gone back to
   * @param content its snapshot, so that every replay has it
   */
  record RollBack(
      String id,
      Optional<Origin> origin,
      String key,
      Version version,
      SnapshotMessage.Content content)
      implements OfModel {

    /** The largest snapshot, in bytes, that an order carries itself: Kafka's records are small. */
    public static final int LARGEST_INLINE = 900_000;

    public RollBack {
      requireShort(id);
    }

    /** The same order with its snapshot elsewhere. */
    public RollBack with(SnapshotMessage.Content other) {
      return new RollBack(id, origin, key, version, other);
    }
  }

  /**
   * Let another one of those who learn answer, in the place of the one that does. Of a learner
   * without a key.
   *
   * @param name a challenger's; {@code main}: what the spec itself describes
   */
  record Promote(String id, Optional<Origin> origin, String name) implements OfModel {

    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 100;

    public Promote {
      requireShort(id);
      if (name.length() > LONGEST_NAME) {
        throw new IllegalArgumentException(
            "a challenger's name must have at most %d characters: %d"
                .formatted(LONGEST_NAME, name.length()));
      }
    }

    @Override
    public String key() {
      return "";
    }
  }

  /**
   * What the job makes of an order that it cannot carry out. It has the order's id and a position
   * of its own, so that every replay refuses it too.
   *
   * @param reason in words
   */
  record Refused(String id, Optional<Origin> origin, String reason) implements ControlCommand {
    public Refused {
      requireShort(id);
    }
  }
}
