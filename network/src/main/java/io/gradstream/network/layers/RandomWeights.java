package io.gradstream.network.layers;

import io.gradstream.network.kernels.SplitMix;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.Initializer;

/** First weights from a seed alone, on any machine, as an {@link Initializer} draws them. */
public final class RandomWeights {

  private static final float NORMAL_DEVIATION = 0.02f;

  private final SplitMix random = new SplitMix();
  private final Initializer initializer;
  private final boolean independent;

  private RandomWeights(long seed, Initializer initializer, boolean independent) {
    random.seed(seed);
    this.initializer = initializer;
    this.independent = independent;
  }

  public RandomWeights(long seed, Initializer initializer) {
    this(seed, initializer, false);
  }

  /** Each weight by itself: of an orthogonal matrix, the size alone. */
  public static RandomWeights independent(long seed, Initializer initializer) {
    return new RandomWeights(seed, initializer, true);
  }

  /** What fits the layer. */
  RandomWeights(long seed) {
    this(seed, Initializer.AUTO);
  }

  /**
   * A matrix [in, out] as the initializer draws it.
   *
   * @param offset in the weight vector
   * @param activation what follows the product
   */
  void matrix(Compute compute, int offset, int in, int out, Activation activation) {
    matrix(compute, offset, in, out, activation, 1f);
  }

  /** A matrix of first weights, all values times the scale. */
  void matrix(Compute compute, int offset, int in, int out, Activation activation, float scale) {
    int at = compute.weights() + offset;
    if (initializer == Initializer.ORTHOGONAL && !independent) {
      Orthogonal.fill(random, compute.memory(), at, in, out, scale);
    } else {
      draw(compute.memory(), at, in * out, in, out, activation, scale);
    }
  }

  /**
   * The incoming weights of one unit: [in], as a column of a matrix [in, out], independent of the
   * others.
   *
   * @param at offset in the memory
   */
  public void unit(float[] memory, int at, int in, int out, Activation activation) {
    draw(memory, at, in, in, out, activation, 1f);
  }

  /** Each weight by itself. */
  private void draw(
      float[] memory, int at, int n, int in, int out, Activation activation, float scale) {
    switch (initializer) {
      case AUTO -> fill(memory, at, n, limit(isRectifying(activation) ? in : in + out, scale));
      case GLOROT_UNIFORM -> fill(memory, at, n, limit(in + out, scale));
      case GLOROT_NORMAL -> normal(memory, at, n, scale * deviation(in + out));
      case HE_UNIFORM -> fill(memory, at, n, limit(in, scale));
      case HE_NORMAL -> normal(memory, at, n, scale * deviation(in));
      case ORTHOGONAL -> normal(memory, at, n, scale * (float) Math.sqrt(1.0 / Math.max(in, out)));
      case NORMAL -> normal(memory, at, n, scale * NORMAL_DEVIATION);
    }
  }

  private static float limit(int fan, float scale) {
    return scale * (float) Math.sqrt(6.0 / fan);
  }

  private static float deviation(int fan) {
    return (float) Math.sqrt(2.0 / fan);
  }

  private static boolean isRectifying(Activation activation) {
    return switch (activation) {
      case RELU, LEAKY_RELU, GELU, SILU -> true;
      case LINEAR, TANH, SIGMOID, SOFTMAX -> false;
    };
  }

  /** Uniform in [-limit, limit). */
  void fill(float[] memory, int offset, int n, float limit) {
    for (int i = offset; i < offset + n; i++) {
      memory[i] = (2f * random.uniform() - 1f) * limit;
    }
  }

  /** Normal with mean 0. */
  void normal(float[] memory, int offset, int n, float deviation) {
    for (int i = offset; i < offset + n; i++) {
      memory[i] = random.normal() * deviation;
    }
  }
}
