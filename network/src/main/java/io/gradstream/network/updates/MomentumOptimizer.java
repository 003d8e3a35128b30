package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec.Momentum;

/** Polyak's heavy ball: a moment gathers gradients, the weight follows the moment. */
final class MomentumOptimizer implements Optimizer {

  private final Momentum spec;
  private float learningRate;

  MomentumOptimizer(Momentum spec) {
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
    kernels.momentum(n, learningRate, spec.momentum(), gradient, moment, weight);
  }
}
