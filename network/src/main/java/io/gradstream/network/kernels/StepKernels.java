package io.gradstream.network.kernels;

/**
 * Kernels of gradients and of the steps that optimizers make of them, in the manner of {@link
 * Kernels}.
 */
public interface StepKernels {

  /** Whether every x is finite, and its square too: moments must stay finite. */
  boolean isFinite(int n, int x);

  /** The sum of x y, in {@link Kernels#LANES} lanes. */
  float dot(int n, int x, int y);

  /** The sum of |x|, in {@link Kernels#LANES} lanes. */
  float absoluteSum(int n, int x);

  /** x *= factor. */
  void scale(int n, float factor, int x);

  /** x is held in [-limit, limit]. */
  void clamp(int n, float limit, int x);

  /** y += factor x. */
  void addScaled(int n, float factor, int x, int y);

  /** y += share (x - y). */
  void approach(int n, float share, int x, int y);

  /** w -= rate g. */
  void sgd(int n, float rate, int g, int w);

  /** m = momentum m + g, or 0 where that is negligible; w -= rate m. */
  void momentum(int n, float rate, float momentum, int g, int m, int w);

  /** m = momentum m + g, or 0 where that is negligible; w -= rate (g + momentum m). */
  void nesterov(int n, float rate, float momentum, int g, int m, int w);

  /** v = decay v + (1 - decay) g^2; w -= rate g / (sqrt(v) + epsilon). */
  void rmsProp(int n, float rate, float decay, float epsilon, int g, int v, int w);

  /** v += g^2; w -= rate g / (sqrt(v) + epsilon). */
  void adagrad(int n, float rate, float epsilon, int g, int v, int w);

  /**
   * m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2; w -= rate m / (sqrt(scale v) +
   * epsilon). A negligible moment becomes 0.
   *
   * @param rate learning rate / (1 - beta1^t)
   * @param scale 1 / (1 - beta2^t)
   */
  void adam(
      int n,
      float rate,
      float scale,
      float beta1,
      float beta2,
      float epsilon,
      int g,
      int m,
      int v,
      int w);

  /** The fastest twin this virtual machine can run. */
  static StepKernels over(float[] memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorStepKernels", StepKernels.class, memory)
        : new ScalarStepKernels(memory);
  }
}
