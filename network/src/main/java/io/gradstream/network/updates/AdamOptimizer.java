package io.gradstream.network.updates;

import io.gradstream.network.kernels.Powers;
import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec.Adam;

/**
 * Adam, Kingma and Ba 2015, algorithm 1. The bias correction counts the network's updates, also for
 * an embedding row that took part in few of them.
 */
final class AdamOptimizer implements Optimizer {

  private final Adam spec;
  private float rate;
  private float scale;

  AdamOptimizer(Adam spec) {
    this.spec = spec;
  }

  @Override
  public int momentsPerWeight() {
    return 2;
  }

  @Override
  public void begin(float learningRate, long step) {
    rate = (float) (learningRate / (1 - Powers.of(spec.beta1(), step)));
    scale = (float) (1 / (1 - Powers.of(spec.beta2(), step)));
  }

  @Override
  public void update(
      StepKernels kernels, int n, int gradient, int weight, int moment, int weights) {
    kernels.adam(
        n,
        rate,
        scale,
        spec.beta1(),
        spec.beta2(),
        spec.epsilon(),
        gradient,
        moment,
        moment + weights,
        weight);
  }
}
