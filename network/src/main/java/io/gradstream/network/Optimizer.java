package io.gradstream.network;

import io.gradstream.network.OptimizerSpec.Adam;
import io.gradstream.network.OptimizerSpec.Momentum;
import io.gradstream.network.OptimizerSpec.Sgd;

/** Turns gradients into steps, over any range of the weight vector. */
interface Optimizer {

  /** Moments kept for each weight; the k-th of all weights come before the (k+1)-th of any. */
  int momentsPerWeight();

  /**
   * Starts an update of the whole network.
   *
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
  void update(Kernels kernels, int n, int gradient, int weight, int moment, int weights);

  static Optimizer of(OptimizerSpec spec) {
    if (spec instanceof Sgd) {
      return new SgdOptimizer();
    }
    if (spec instanceof Momentum momentum) {
      return new MomentumOptimizer(momentum);
    }
    if (spec instanceof Adam adam) {
      return new AdamOptimizer(adam);
    }
    throw new AssertionError("no optimizer for " + spec);
  }
}
