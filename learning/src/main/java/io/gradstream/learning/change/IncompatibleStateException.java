package io.gradstream.learning.change;

import io.gradstream.learning.change.SpecChange.Kept;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.yaml.InvalidSpecException;

/** Stored state is of another spec than the one it is to go on with. */
public final class IncompatibleStateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private IncompatibleStateException(String message) {
    super(message);
  }

  /** Says what is different, and what can be done. */
  public static IncompatibleStateException of(SpecChange change, LearnerSpec present) {
    boolean worthless = change.kept() == Kept.NOTHING;
    String wayOut =
        worthless
            ? "this is another learner: give it another name, which starts it without state"
            : "add --warm-start to keep what fits of its models, or give it another name, which"
                + " starts it without state";
    return new IncompatibleStateException(
        "the checkpoint of learner %s is of another spec: %s. Deploy the spec as it was; or %s."
            .formatted(present.name(), change.obstacles(), wayOut));
  }

  static IncompatibleStateException unreadable(InvalidSpecException cause) {
    return new IncompatibleStateException(
        "the checkpoint's own spec is none for this release, deploy with the release that wrote it: "
            + cause.getMessage());
  }
}
