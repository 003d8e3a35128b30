package io.gradstream.network;

import java.nio.ByteBuffer;

/**
 * Kernels of recurrent layers, in the manner of {@link Kernels}: offsets in floats, two sets equal
 * bit for bit. Not thread safe.
 *
 * <p>A gate is computed as a hyperbolic tangent, sigmoid(x) = tanh(x / 2) / 2 + 1 / 2: one
 * polynomial for all of them. Gradients below {@link FloatMath#NEGLIGIBLE} count as 0, because they
 * shrink from step to step.
 */
interface RecurrenceKernels {

  /**
   * One step of LSTM cells. gates [rows, 4 width]: the sums before input, forget, cell and output
   * gate, then the gates' values; before [rows, width]: the cells of the step before; cells,
   * squashed, states [rows, width]: c, tanh(c), h.
   *
   * <p>c = f before + i g; h = o tanh(c).
   */
  void lstm(int rows, int width, int gates, int before, int cells, int squashed, int states);

  /**
   * Back through {@link #lstm}. dh [rows, width]: dL/dh; dc [rows, width]: dL/dc as later steps
   * want it, then that of the cells before; gates: their values, then dL/d(their sums).
   */
  void lstmGradient(int rows, int width, int before, int squashed, int dh, int dc, int gates);

  /** y += x w; x [rows, in], w [in, out], y [rows, out]. */
  void addProduct(int rows, int in, int out, int x, int w, int y);

  /** dx += d w'; d [rows, out], w [in, out], dx [rows, in]. */
  void addTransposed(int rows, int in, int out, int d, int w, int dx);

  /** The fastest set this virtual machine can run. */
  static RecurrenceKernels over(ByteBuffer memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorRecurrenceKernels", RecurrenceKernels.class, memory)
        : new ScalarRecurrenceKernels(memory);
  }
}
