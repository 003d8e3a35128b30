package io.gradstream.jobs;

/** The engine is not where the job needs it; the message says what to put where. */
public final class EngineMissingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  EngineMissingException(String message) {
    super(message);
  }

  EngineMissingException(String message, Throwable cause) {
    super(message, cause);
  }
}
