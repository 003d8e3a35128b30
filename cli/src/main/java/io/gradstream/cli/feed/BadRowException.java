package io.gradstream.cli.feed;

import io.gradstream.schemas.DeadLetter.Reason;

/** A row, or a row's label, cannot be fed: it is left out, and counted by the reason. */
final class BadRowException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Reason reason;

  BadRowException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
