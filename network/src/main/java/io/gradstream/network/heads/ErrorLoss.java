package io.gradstream.network.heads;

import io.gradstream.network.spec.ValueLoss;
import io.gradstream.network.spec.ValueLoss.Absolute;
import io.gradstream.network.spec.ValueLoss.CrossEntropy;
import io.gradstream.network.spec.ValueLoss.Huber;
import io.gradstream.network.spec.ValueLoss.Quantile;
import io.gradstream.network.spec.ValueLoss.Squared;

/** The losses of {@link ValueLoss} that follow from the error alone: prediction less target. */
interface ErrorLoss {

  float of(float error);

  /** The derivative; 0 where there is none. */
  float slope(float error);

  static ErrorLoss of(ValueLoss spec) {
    if (spec instanceof Squared) {
      return new OfSquare();
    }
    if (spec instanceof Absolute) {
      return new OfSides(1f, 1f);
    }
    if (spec instanceof Huber huber) {
      return new OfSquareUpTo(huber.delta());
    }
    if (spec instanceof Quantile quantile) {
      return new OfSides(quantile.quantile(), 1f - quantile.quantile());
    }
    if (spec instanceof CrossEntropy) {
      throw new IllegalArgumentException("crossEntropy does not follow from an error");
    }
    throw new AssertionError("no loss for " + spec);
  }

  /** e^2 / 2. */
  record OfSquare() implements ErrorLoss {
    @Override
    public float of(float error) {
      return 0.5f * error * error;
    }

    @Override
    public float slope(float error) {
      return error;
    }
  }

  /** e^2 / 2 up to delta, delta (|e| - delta / 2) beyond. */
  record OfSquareUpTo(float delta) implements ErrorLoss {
    @Override
    public float of(float error) {
      float size = Math.abs(error);
      return size <= delta ? 0.5f * error * error : delta * (size - 0.5f * delta);
    }

    @Override
    public float slope(float error) {
      return Math.max(-delta, Math.min(delta, error));
    }
  }

  /** Below the target below |e|, above it above |e|. */
  record OfSides(float below, float above) implements ErrorLoss {
    @Override
    public float of(float error) {
      return (error < 0f ? below : above) * Math.abs(error);
    }

    @Override
    public float slope(float error) {
      return (error < 0f ? below : above) * Math.signum(error);
    }
  }
}
