package io.gradstream.cli.feed;

/** A data file or a spec cannot be fed; the message says why, and the way out. */
public final class InvalidDataException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public InvalidDataException(String message) {
    super(message);
  }
}
