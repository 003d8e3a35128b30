package io.gradstream.model.targets;

/** Loss of an outcome that had a probability. */
final class Surprise {

  /** A loss of one value is bounded by this: -log 1e-7. */
  private static final double SMALLEST_PROBABILITY = 1e-7;

  private Surprise() {}

  /** In nats. StrictMath: what is summed is state, and Math.log may differ between machines. */
  static double of(double probability) {
    return -StrictMath.log(Math.max(SMALLEST_PROBABILITY, probability));
  }
}
