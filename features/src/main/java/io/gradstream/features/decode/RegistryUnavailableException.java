package io.gradstream.features.decode;

/**
 * A schema registry did not answer for as long as it was waited for, or the wait was ended. Says
 * nothing of the record that needed it, which is therefore no dead letter.
 */
public final class RegistryUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
