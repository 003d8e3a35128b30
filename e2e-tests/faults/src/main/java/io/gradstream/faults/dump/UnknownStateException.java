package io.gradstream.faults.dump;

/** A savepoint holds a state that nobody has said how to compare. */
final class UnknownStateException extends RuntimeException {

  private static final long serialVersionUID = 1;

  UnknownStateException(String state) {
    super("state '" + state + "' has not joined the proof: name it in StateRule");
  }
}
