package io.gradstream.learning;

import io.gradstream.learning.seen.SeenIds;
import io.gradstream.schemas.DeadLetter.Reason;
import java.time.Duration;
import java.util.Optional;

/**
 * Which examples are learned: one rule for the Flink job and for {@code evaluate}. In this order:
 * an example that would make one model more than the limit is refused; then one whose id its own
 * model has learned within the wait. So an example that the limit refuses is not remembered, and
 * the same id under another key is another example. Holds no state of its own.
 *
 * <p>Where labels come on a topic of their own, the label join has found duplicates before, among
 * the ids of all keys; here the limit remains.
 */
public final class Admission {

  /**
   * Why an example is not learned.
   *
   * @param message names the rule and the value
   */
  public record Refusal(Reason reason, String message) {}

  private final long keys; // most models
  private final Optional<SeenIds> seen;

  private Admission(long keys, Optional<SeenIds> seen) {
    this.keys = keys;
    this.seen = seen;
  }

  /**
   * The rule for labels inside the event.
   *
   * @param keys most models
   * @param remembered how long an id is, in event time
   */
  public static Admission of(long keys, Duration remembered) {
    return new Admission(keys, Optional.of(new SeenIds(remembered)));
  }

  /** The rule for examples that the label join has completed. */
  public static Admission ofJoined(long keys) {
    return new Admission(keys, Optional.empty());
  }

  /**
   * Looks at an example whose turn it is to be learned; its id is remembered when it may be.
   *
   * @param exists whether its model has learned anything, ever
   * @param models how many models there are
   * @param memory ids that its model has learned; an event without an id is never a duplicate
   */
  public Optional<Refusal> refusal(
      Example example, boolean exists, long models, SeenIds.Memory memory) {
    if (!exists && models >= keys) {
      return Optional.of(new Refusal(Reason.LIMIT, "limits.keys is reached: " + keys));
    }
    return isDuplicate(example, memory)
        ? Optional.of(new Refusal(Reason.DUPLICATE, "the id was learned before: " + example.id()))
        : Optional.empty();
  }

  private boolean isDuplicate(Example example, SeenIds.Memory memory) {
    return seen.isPresent()
        && !example.id().isEmpty()
        && seen.get().isDuplicate(example.id(), example.position().time(), memory);
  }
}
