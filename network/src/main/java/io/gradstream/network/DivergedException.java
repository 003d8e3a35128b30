package io.gradstream.network;

/** A network whose outputs are no numbers any longer: what it has learned tells nothing. */
public final class DivergedException extends ArithmeticException {

  private static final long serialVersionUID = 1;

  DivergedException(String message) {
    super(message);
  }
}
