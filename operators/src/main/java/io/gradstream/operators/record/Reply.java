package io.gradstream.operators.record;

import io.gradstream.schemas.Prediction;
import java.util.Optional;

/**
 * What is told to who asked. Immutable.
 *
 * @param message what is to be said of an answer, as values that were set aside, or why there is
 *     none; empty text for nothing
 * @param answer present if and only if the status is {@link Status#ANSWERED}
 */
public record Reply(ReplyTo to, Status status, String message, Optional<Prediction> answer)
    implements QueryRecord {

  /** What became of a query. Part of every reply: never rename one. */
  public enum Status {
    ANSWERED,
    /** Its value is no event of the learner's. */
    UNREADABLE,
    /** What it says of where to answer is not allowed, or cannot be. */
    BAD_ADDRESS,
    /** The model of its key has learned nothing yet. */
    NOTHING_LEARNED,
    /** The learner learns again what one before it had learned. */
    CATCHING_UP,
    /** The schema registry does not answer for its schema id. */
    REGISTRY_AWAY,
    /** The answer is larger than a record may be. */
    TOO_LARGE
  }

  public static Reply of(ReplyTo to, Prediction answer, String message) {
    return new Reply(to, Status.ANSWERED, message, Optional.of(answer));
  }

  /** Why there is no answer. */
  public static Reply refusal(ReplyTo to, Status status, String message) {
    return new Reply(to, status, message, Optional.empty());
  }
}
