package io.gradstream.local;

/** A local process ended or did not become ready; the message shows what it wrote last. */
public final class LocalProcessException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public LocalProcessException(String message) {
    super(message);
  }
}
