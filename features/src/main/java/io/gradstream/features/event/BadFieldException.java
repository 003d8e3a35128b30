package io.gradstream.features.event;

import io.gradstream.schemas.DeadLetter;

/**
 * A field, or the whole record, breaks a rule. Carries no stack trace: it is an answer, not a fault
 * of the program, and never leaves this package.
 */
public final class BadFieldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final DeadLetter.Reason reason;
  private final String field;

  /**
   * @param field empty text when it is the whole record
   */
  public BadFieldException(DeadLetter.Reason reason, String field, String message) {
    super(message, null, false, false);
    this.reason = reason;
    this.field = field;
  }

  public Decoded.Bad toDecoded() {
    return new Decoded.Bad(reason, field, getMessage());
  }
}
