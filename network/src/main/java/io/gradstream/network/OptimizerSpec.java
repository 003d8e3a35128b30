package io.gradstream.network;

/** How gradients become steps. */
public sealed interface OptimizerSpec {

  float learningRate();

  record Sgd(float learningRate) implements OptimizerSpec {}

  record Momentum(float learningRate, float momentum) implements OptimizerSpec {}

  /** Kingma and Ba 2015, algorithm 1. */
  record Adam(float learningRate, float beta1, float beta2, float epsilon)
      implements OptimizerSpec {}
}
