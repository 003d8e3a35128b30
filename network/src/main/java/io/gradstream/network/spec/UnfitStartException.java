package io.gradstream.network.spec;

/** A network has no tensor of the name and shape of one that it is to start with. */
public final class UnfitStartException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  public UnfitStartException(String message) {
    super(message);
  }
}
