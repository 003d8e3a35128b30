package io.gradstream.cli;

/** What the user gave cannot be used; the message says why, and the way out. Exit code 2. */
public final class InvalidInputException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InvalidInputException(String message) {
    super(message);
  }
}
