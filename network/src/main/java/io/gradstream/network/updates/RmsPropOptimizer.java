package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec.RmsProp;

/** Steps in units of the gradient's root mean square over the last steps. */
final class RmsPropOptimizer implements Optimizer {

  private final RmsProp spec;
  private float learningRate;

  RmsPropOptimizer(RmsProp spec) {
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
    kernels.rmsProp(n, learningRate, spec.decay(), spec.epsilon(), gradient, moment, weight);
  }
}
