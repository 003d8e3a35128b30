package io.gradstream.features.media;

import io.gradstream.schemas.DeadLetter.Reason;

/**
 * Bytes that cannot be read as a picture or a sound. Carries no stack trace: it is an answer, not a
 * fault of the program.
 */
public final class UnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  private UnreadableException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Another kind of file, or a damaged one. */
  static UnreadableException of(String found) {
    return new UnreadableException(Reason.WRONG_TYPE, found);
  }

  /** More than is read. */
  static UnreadableException tooLarge(String found) {
    return new UnreadableException(Reason.OUT_OF_RANGE, found);
  }

  /** A number that is none. */
  static UnreadableException notFinite(String found) {
    return new UnreadableException(Reason.NOT_FINITE, found);
  }

  /** Why the field's value cannot be used. */
  public Reason reason() {
    return reason;
  }
}
