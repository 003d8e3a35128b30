package io.gradstream.network.kernels;

import java.nio.ByteBuffer;

/**
 * Everything that is not a large matrix product, each one pass over an arena. Arguments named after
 * arrays are offsets in floats. There are two sets, equal bit for bit: per element the same
 * operations in the same order (a product and sum is always one fma), and a dot product sums in
 * eight lanes that {@link FloatMath#fold} joins.
 *
 * <p>Arrays are dense and row-major. Unless stated otherwise the last array is the result, and it
 * may not overlap the others. Not thread safe.
 */
interface Kernels {

  /** Lanes of a sum: 256 bits, on every machine. */
  int LANES = 8;

  /** Each row of z = bias; bias [width], z [rows, width]. */
  void fillRows(int rows, int width, int bias, int z);

  /** sums = the rows of d, added up in order; d [rows, width], sums [width]. */
  void columnSums(int rows, int width, int d, int sums);

  /** sums = the rows of |x|, added up in order; x [rows, width], sums [width]. */
  void columnAbsoluteSums(int rows, int width, int x, int sums);

  /** sums = the rows of (x - mean)^2, added up in order; x [rows, width], others [width]. */
  void columnSquares(int rows, int width, int x, int mean, int sums);

  /** sums = the rows of x d, added up in order; x, d [rows, width], sums [width]. */
  void columnProducts(int rows, int width, int x, int d, int sums);

  /** Each row of y = (x - mean) scale; x, y [rows, width], others [width]. */
  void standardize(int rows, int width, int x, int mean, int scale, int y);

  /** Each row of y = x scale + offset; x, y [rows, width], others [width]. */
  void scaleColumns(int rows, int width, int x, int scale, int offset, int y);

  /** Each row of y += x scale; x, y [rows, width], scale [width]. */
  void addColumns(int rows, int width, int x, int scale, int y);

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

  void copy(int n, int x, int y);

  /** Each x = value. */
  void fill(int n, float value, int x);

  /** y += x. */
  void add(int n, int x, int y);

  /** z = x + y. */
  void sum(int n, int x, int y, int z);

  /** y *= x. */
  void multiply(int n, int x, int y);

  /** Whether every x is finite, and its square too: moments must stay finite. */
  boolean isFinite(int n, int x);

  /** The sum of x y, in eight lanes. */
  float dot(int n, int x, int y);

  /** The sum of |x|, in eight lanes. */
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

  /** The fastest set this virtual machine can run. */
  static Kernels over(ByteBuffer memory) {
    return hasVectors()
        ? vector("VectorKernels", Kernels.class, memory)
        : new ScalarKernels(memory);
  }

  /** Whether the virtual machine was started with the Vector API's module. */
  static boolean hasVectors() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** By name: the class cannot even be loaded where the module is absent. */
  static <T> T vector(String name, Class<T> kind, ByteBuffer memory) {
    try {
      return kind.cast(
          Class.forName("io.gradstream.network." + name)
              .getDeclaredConstructor(ByteBuffer.class)
              .newInstance(memory));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the engine's vector kernels are not in its jar", e);
    }
  }
}
