package io.gradstream.model;

/** A snapshot that cannot be trusted; the reader keeps the one it has. */
public final class CorruptSnapshotException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public CorruptSnapshotException(String message) {
    super(message);
  }

  public CorruptSnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
