package io.gradstream.network.kernels;

/**
 * Kernels of activations, of their gradients and of the functions they are made of, in the manner
 * of {@link Kernels}.
 */
public interface ActivationKernels {

  /** z = max(z, 0), NaN stays NaN. */
  void relu(int n, int z);

  void tanh(int n, int z);

  void sigmoid(int n, int z);

  /** d = y > 0 ? d : 0. */
  void reluGradient(int n, int y, int d);

  /** d *= 1 - y^2. */
  void tanhGradient(int n, int y, int d);

  /** d *= y (1 - y). */
  void sigmoidGradient(int n, int y, int d);

  /** z = max(z, 0) + 0.01 min(z, 0). */
  void leakyRelu(int n, int z);

  /** d = y > 0 ? d : 0.01 d. */
  void leakyReluGradient(int n, int y, int d);

  /** y = gelu(z) in its tanh form. */
  void gelu(int n, int z, int y);

  /** d *= gelu'(z); z becomes the slope. */
  void geluGradient(int n, int z, int d);

  /** y = z sigmoid(z). */
  void silu(int n, int z, int y);

  /** d *= silu'(z); z becomes the slope. */
  void siluGradient(int n, int z, int d);

  /** Each row of z = exp(z) / the row's sum of exp(z); z [rows, width]. */
  void softmax(int rows, int width, int z);

  /** Each row of d = y (d - the row's sum of d y); y, d [rows, width]. */
  void softmaxGradient(int rows, int width, int y, int d);

  void exp(int n, int z);

  /** Natural logarithm of positive normal numbers. */
  void log(int n, int z);

  /** The fastest twin this virtual machine can run. */
  static ActivationKernels over(float[] memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorActivationKernels", ActivationKernels.class, memory)
        : new ScalarActivationKernels(memory);
  }
}
