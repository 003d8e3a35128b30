package io.gradstream.network.kernels;

/**
 * Kernels of recurrent layers, in the manner of {@link Kernels}: offsets in floats, two sets equal
 * bit for bit. Not thread safe.
 *
 * <p>All gates are hyperbolic tangents, sigmoid(x) = tanh(x / 2) / 2 + 1 / 2, of the one polynomial
 * of {@link FloatMath#tanh}, but held in {@code [-LIMIT, LIMIT]}: a gate is never quite shut, so
 * its gradient is never quite 0. Deltas below {@link FloatMath#NEGLIGIBLE} count as 0, because they
 * shrink from step to step.
 */
public interface RecurrenceKernels {

  /** Up to here the polynomial stays so far below 1 that the sigmoid does too. */
  float LIMIT = 7.75f;

  /** z = tanh(z). */
  void squash(int n, int z);

  /** d *= 1 - y^2. */
  void squashGradient(int n, int y, int d);

  /**
   * One step of LSTM cells: c = f before + i g; h = o tanh(c).
   *
   * @param gates [rows, 4 width]: the sums of i, f, g, o, then their values
   * @param before [rows, width]: the cells of the step before
   * @param cells [rows, width]: c, a result
   * @param squashed [rows, width]: tanh(c), a result
   * @param states h [width] of the first row, a result, with {@code stride} floats to the next
   */
  void lstm(
      int rows, int width, int gates, int before, int cells, int squashed, int states, int stride);

  /**
   * Back through {@link #lstm}.
   *
   * @param dh [rows, width]: dL/dh
   * @param dc [rows, width]: dL/dc as later steps want it, then that of the cells before
   * @param gates [rows, 4 width]: their values, then dL/d(their sums)
   */
  void lstmGradient(int rows, int width, int before, int squashed, int dh, int dc, int gates);

  /**
   * One step of gated recurrent units: r, u = sigmoid(z + q); n = tanh(z + r (q + bias)); h = (1 -
   * u) n + u before.
   *
   * @param gates [rows, 3 width]: z of r, u, n, then their values
   * @param products [rows, 3 width]: q
   * @param bias [width]
   * @param before [rows, width]: the states of the step before
   * @param states [rows, width]: h, the result
   */
  void gru(int rows, int width, int gates, int products, int bias, int before, int states);

  /**
   * Back through {@link #gru}.
   *
   * @param gates [rows, 3 width]: their values, then dL/dz
   * @param products [rows, 3 width]: q, then dL/dq
   * @param dh [rows, width]: dL/dh
   * @param previous [rows, width]: dL/d(before), to which {@code dh u} is added
   */
  void gruGradient(
      int rows, int width, int gates, int products, int bias, int before, int dh, int previous);

  /** The fastest set this virtual machine can run. */
  static RecurrenceKernels over(float[] memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorRecurrenceKernels", RecurrenceKernels.class, memory)
        : new ScalarRecurrenceKernels(memory);
  }
}
