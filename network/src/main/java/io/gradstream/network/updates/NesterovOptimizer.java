package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec.Nesterov;

/** Momentum that looks ahead: the step is along the gradient and the moment it makes. */
final class NesterovOptimizer implements Optimizer {

  private final Nesterov spec;
  private float learningRate;

  NesterovOptimizer(Nesterov spec) {
    this.spec = spec;
  }

  @Override
  public int momentsPerWeight() {
    return 1;
  }

  @Override
  public void begin(float learningRate, long step) {
    this.learningRate = learningRate;
  }

  @Override
  public void update(
      StepKernels kernels, int n, int gradient, int weight, int moment, int weights) {
    kernels.nesterov(n, learningRate, spec.momentum(), gradient, moment, weight);
  }
}
