package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec.Adagrad;

/** Steps in units of the root of all squared gradients so far: they shrink. */
final class AdagradOptimizer implements Optimizer {

  private final Adagrad spec;
  private float learningRate;

  AdagradOptimizer(Adagrad spec) {
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
    kernels.adagrad(n, learningRate, spec.epsilon(), gradient, moment, weight);
  }
}
