package io.gradstream.network.spec;

/** Loss of one predicted value; e is the prediction less the target. */
public sealed interface ValueLoss {

  /** e^2 / 2. */
  record Squared() implements ValueLoss {}

  /** |e|. */
  record Absolute() implements ValueLoss {}

  /**
   * e^2 / 2 up to {@code delta}, delta (|e| - delta / 2) beyond; Huber 1964.
   *
   * @param delta above 0, in the unit of the target as the network sees it
   */
  record Huber(float delta) implements ValueLoss {
    public Huber {
      Arguments.check(delta > 0 && Float.isFinite(delta), "delta of huber", "above 0", delta);
    }
  }

  /**
   * quantile |e| below the target, (1 - quantile) |e| above; Koenker and Bassett 1978.
   *
   * @param quantile in (0, 1)
   */
  record Quantile(float quantile) implements ValueLoss {
    public Quantile {
      Arguments.check(quantile > 0 && quantile < 1, "quantile", "in (0, 1)", quantile);
    }
  }

  /** Binary cross-entropy of a logit; targets in [0, 1]. */
  record CrossEntropy() implements ValueLoss {}
}
