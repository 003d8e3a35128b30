package io.gradstream.network.updates;

import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.OptimizerSpec.Adagrad;
import io.gradstream.network.spec.OptimizerSpec.Adam;
import io.gradstream.network.spec.OptimizerSpec.AdamW;
import io.gradstream.network.spec.OptimizerSpec.Momentum;
import io.gradstream.network.spec.OptimizerSpec.Nesterov;
import io.gradstream.network.spec.OptimizerSpec.ObGd;
import io.gradstream.network.spec.OptimizerSpec.RmsProp;
import io.gradstream.network.spec.OptimizerSpec.Sgd;

/** Turns gradients into steps, over any range of the weight vector. */
interface Optimizer {

  /** Moments kept for each weight; the k-th of all weights come before the (k+1)-th of any. */
  int momentsPerWeight();

  /** Whether the rate of a step depends on its gradient. */
  default boolean isBounded() {
    return false;
  }

  /**
   * The rate of a step.
   *
   * @param sum of the absolute values of the gradient
   */
  default float bounded(float learningRate, double sum) {
    return learningRate;
  }

  /**
   * Starts an update of the whole network.
   *
   * @param learningRate of this update
   * @param step number of this update, from 1
   */
  void begin(float learningRate, long step);

  /**
   * Updates {@code n} weights with the {@code n} floats at {@code gradient}.
   *
   * @param weight offset in the arena, as are the others
   * @param moment of the first of these weights; its k-th is {@code k * weights} further
   * @param weights length of the weight vector
   */
  void update(StepKernels kernels, int n, int gradient, int weight, int moment, int weights);

  static Optimizer of(OptimizerSpec spec) {
    if (spec instanceof Sgd) {
      return new SgdOptimizer();
    }
    if (spec instanceof Momentum momentum) {
      return new MomentumOptimizer(momentum);
    }
    if (spec instanceof Nesterov nesterov) {
      return new NesterovOptimizer(nesterov);
    }
    if (spec instanceof RmsProp rmsProp) {
      return new RmsPropOptimizer(rmsProp);
    }
    if (spec instanceof Adam adam) {
      return new AdamOptimizer(adam);
    }
    if (spec instanceof AdamW adamW) {
      return new AdamWOptimizer(adamW);
    }
    if (spec instanceof Adagrad adagrad) {
      return new AdagradOptimizer(adagrad);
    }
    if (spec instanceof ObGd obGd) {
      return new ObGdOptimizer(obGd);
    }
    throw new AssertionError("no optimizer for " + spec);
  }
}
