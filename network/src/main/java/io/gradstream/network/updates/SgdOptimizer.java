package io.gradstream.network.updates;

import io.gradstream.network.kernels.Kernels;

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
  public void update(Kernels kernels, int n, int gradient, int weight, int moment, int weights) {
    kernels.sgd(n, learningRate, gradient, weight);
  }
}
