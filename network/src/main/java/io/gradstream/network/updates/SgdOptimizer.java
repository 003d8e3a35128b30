package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;

/** Plain stochastic gradient descent. */
final class SgdOptimizer implements Optimizer {

  private float learningRate;

  @Override
  public int momentsPerWeight() {
    return 0;
  }

  @Override
  public void begin(float learningRate, long step) {
    this.learningRate = learningRate;
  }

  @Override
  public void update(
      StepKernels kernels, int n, int gradient, int weight, int moment, int weights) {
    kernels.sgd(n, learningRate, gradient, weight);
  }
}
