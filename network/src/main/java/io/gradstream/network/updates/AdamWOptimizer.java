package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.OptimizerSpec.AdamW;

/** Adam after a decay of the weights that is no part of the gradient. */
final class AdamWOptimizer implements Optimizer {

  private final AdamOptimizer adam;
  private final float weightDecay;
  private float kept;

  AdamWOptimizer(AdamW spec) {
    adam =
        new AdamOptimizer(
            new Adam(spec.learningRate(), spec.beta1(), spec.beta2(), spec.epsilon()));
    weightDecay = spec.weightDecay();
  }

  @Override
  public int momentsPerWeight() {
    return adam.momentsPerWeight();
  }

  @Override
  public void begin(float learningRate, long step) {
    kept = 1f - learningRate * weightDecay;
    adam.begin(learningRate, step);
  }

  @Override
  public void update(
      StepKernels kernels, int n, int gradient, int weight, int moment, int weights) {
    kernels.scale(n, kept, weight);
    adam.update(kernels, n, gradient, weight, moment, weights);
  }
}
