package io.gradstream.network;

import io.gradstream.network.Network.Vector;

/** What is learned: weights, and the moments their optimizer keeps. Offsets are of the weights. */
final class Parameters {

  private final Optimizer optimizer;
  private final FlatVector weights;
  private final FlatVector
      moments; // the first moment of every weight, then the second of every one

  Parameters(Optimizer optimizer, FlatVector weights, FlatVector moments) {
    this.optimizer = optimizer;
    this.weights = weights;
    this.moments = moments;
  }

  FlatVector vector(Vector vector) {
    return switch (vector) {
      case WEIGHTS -> weights;
      case MOMENTS -> moments;
    };
  }

  void begin(float learningRate, long step) {
    optimizer.begin(learningRate, step);
  }

  /**
   * One step of weights {@code [from, from + n)} along the gradient at that offset of the arena.
   */
  void update(Kernels kernels, int from, int n, int gradient) {
    optimizer.update(
        kernels, n, gradient, weights.start() + from, moments.start() + from, weights.size());
    weights.markDirty(from, n);
    for (int k = 0; k < optimizer.momentsPerWeight(); k++) {
      moments.markDirty(k * weights.size() + from, n);
    }
  }

  /** Weights and moments become zero. */
  void clear(int from, int n) {
    weights.clear(from, n);
    for (int k = 0; k < optimizer.momentsPerWeight(); k++) {
      moments.clear(k * weights.size() + from, n);
    }
  }

  void markClean() {
    weights.markClean();
    moments.markClean();
  }
}
