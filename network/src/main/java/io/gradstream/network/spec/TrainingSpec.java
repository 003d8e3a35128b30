package io.gradstream.network.spec;

import java.util.Objects;

/**
 * How a network learns from gradients.
 *
 * @param clipping what is done to large gradients
 * @param l2 added to the loss: l2 / 2 times the squared weights of the dense part, biases included;
 *     its gradient is not clipped; in [0, 1]. With {@link OptimizerSpec.AdamW} its decay is meant
 *     instead
 * @param initializer of a new model's weights
 * @param averaging decay of an exponential moving average of the weights, which then predicts
 *     instead of them; 0 for none, below 1. In step t it is min(averaging, (1 + t) / (10 + t)). A
 *     row of a table is averaged over the steps that touch it
 * @param plasticity what keeps the network able to learn
 * @param start what a new model has instead of drawn weights
 */
public record TrainingSpec(
    OptimizerSpec optimizer,
    ScheduleSpec schedule,
    Clipping clipping,
    float l2,
    Initializer initializer,
    float averaging,
    PlasticitySpec plasticity,
    StartWeights start) {

  public TrainingSpec {
    Objects.requireNonNull(optimizer, "optimizer");
    Objects.requireNonNull(schedule, "schedule");
    Objects.requireNonNull(clipping, "clipping");
    Objects.requireNonNull(initializer, "initializer");
    Objects.requireNonNull(plasticity, "plasticity");
    Objects.requireNonNull(start, "start");
    Arguments.check(l2 >= 0 && l2 <= 1, "l2", "in [0, 1]", l2);
    Arguments.check(averaging >= 0 && averaging < 1, "averaging", "in [0, 1)", averaging);
  }

  /** With drawn weights. */
  public TrainingSpec(
      OptimizerSpec optimizer,
      ScheduleSpec schedule,
      Clipping clipping,
      float l2,
      Initializer initializer,
      float averaging,
      PlasticitySpec plasticity) {
    this(optimizer, schedule, clipping, l2, initializer, averaging, plasticity, StartWeights.NONE);
  }

  /** Without anything for plasticity. */
  public TrainingSpec(
      OptimizerSpec optimizer,
      ScheduleSpec schedule,
      Clipping clipping,
      float l2,
      Initializer initializer,
      float averaging) {
    this(optimizer, schedule, clipping, l2, initializer, averaging, PlasticitySpec.NONE);
  }

  /** The same with another plasticity. */
  public TrainingSpec with(PlasticitySpec other) {
    return new TrainingSpec(
        optimizer, schedule, clipping, l2, initializer, averaging, other, start);
  }

  /** The same with other weights of a new model. */
  public TrainingSpec with(StartWeights other) {
    return new TrainingSpec(
        optimizer, schedule, clipping, l2, initializer, averaging, plasticity, other);
  }

  /** The optimizer alone, at a constant rate. */
  public static TrainingSpec of(OptimizerSpec optimizer) {
    return new TrainingSpec(
        optimizer, new ScheduleSpec.Constant(), new Clipping.None(), 0f, Initializer.AUTO, 0f);
  }

  /** What is done to large gradients, before the optimizer sees them. */
  public sealed interface Clipping {
    record None() implements Clipping {}

    /** Each gradient is held in [-limit, limit]. */
    record Value(float limit) implements Clipping {
      public Value {
        Arguments.check(limit > 0 && Float.isFinite(limit), "limit", "above 0", limit);
      }
    }

    /** All are scaled so that their Euclidean norm is at most the limit; Pascanu et al. 2013. */
    record Norm(float limit) implements Clipping {
      public Norm {
        Arguments.check(limit > 0 && Float.isFinite(limit), "limit", "above 0", limit);
      }
    }
  }
}
