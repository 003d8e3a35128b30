package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec.ObGd;

/**
 * Gradient descent that does not overshoot, after algorithm 3 of Elsayed, Vasan and Mahmood 2024
 * (arXiv 2410.14606) without traces. For the squared loss of one row, whose gradient is g = error
 * z, the step there is min(rate, 1 / (kappa max(|error|, 1) |z|_1)) g. A mini-batch has no single
 * error, other losses have none; where |error| is at least 1 that bound is 1 / (kappa |g|_1), which
 * needs neither, and is ours: all weights together never move by more than 1 / kappa in a step.
 */
final class ObGdOptimizer implements Optimizer {

  private final ObGd spec;
  private float rate;

  ObGdOptimizer(ObGd spec) {
    this.spec = spec;
  }

  @Override
  public int momentsPerWeight() {
    return 0;
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public float bounded(float learningRate, double sum) {
    return (float) Math.min(learningRate, 1 / (spec.kappa() * sum));
  }

  @Override
  public void begin(float learningRate, long step) {
    rate = learningRate;
  }

  @Override
  public void update(
      StepKernels kernels, int n, int gradient, int weight, int moment, int weights) {
    kernels.sgd(n, rate, gradient, weight);
  }
}
