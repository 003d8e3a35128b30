package io.gradstream.learning.change;

import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.yaml.InvalidSpecException;

/** Stored state is of another spec than the one it is to go on with. */
public final class IncompatibleStateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private IncompatibleStateException(String message) {
    super(message);
  }

  /**
   * Says what is different, and what can be done.
   *
   * @param beginner whether nothing was learned yet
   */
  public static IncompatibleStateException of(
      SpecChange change, LearnerSpec present, boolean beginner) {
    return new IncompatibleStateException(
        "the checkpoint of learner %s is of another spec: %s. Deploy the spec as it was; or %s."
            .formatted(present.name(), change.obstacles(), wayOut(change, beginner)));
  }

  private static String wayOut(SpecChange change, boolean beginner) {
    if (beginner) {
      return "add --anew, which begins with the topics of this one: nothing was learned yet";
    }
    return change.kept() == Kept.NOTHING
        ? "this is another learner: give it another name, which starts it without state"
        : "add --warm-start to keep what fits of its models, or give it another name, which starts"
            + " it without state";
  }

  /** The spec has lost who answers. */
  public static IncompatibleStateException withoutChampion(String learner, String champion) {
    return new IncompatibleStateException(
        "learner %s is answered by its challenger %s, which was promoted and which this spec no longer has, or has otherwise. Deploy the spec with it as it was; gradstream models promote %s %s lets the model of before answer again, and then it can go"
            .formatted(learner, champion, learner, Challenger.MAIN));
  }

  static IncompatibleStateException unreadable(InvalidSpecException cause) {
    return new IncompatibleStateException(
        "the checkpoint's own spec is none for this release, deploy with the release that wrote it: "
            + cause.getMessage());
  }
}
