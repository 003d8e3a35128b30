package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;

/** The way back through a matrix of weights: dx += dy M'. */
final class TransposedWeights {

  /** Rows from which it pays to lay down M' first. */
  private static final int MANY_ROWS = 16;

  private final int in;
  private final int out;
  private final int weights; // M [in, out]
  private final int transposed; // M' [out, in]

  /**
   * @param rows at most
   */
  TransposedWeights(int in, int out, int weights, int rows, Layout layout) {
    this.in = in;
    this.out = out;
    this.weights = weights;
    transposed = rows < MANY_ROWS ? Signal.NONE : layout.workspace((long) out * in);
  }

  /** Before the first of several {@link #add} of so many rows. */
  void prepare(Compute compute, int rows) {
    if (rows >= MANY_ROWS) {
      compute.products().transpose(in, out, compute.weights() + weights, transposed);
    }
  }

  /** dy [rows, out], dx [rows, in]. */
  void add(Compute compute, int rows, int dy, int dx) {
    if (rows >= MANY_ROWS) {
      compute.products().addProduct(rows, out, in, dy, transposed, dx);
    } else {
      compute.products().addTransposed(rows, in, out, dy, compute.weights() + weights, dx);
    }
  }
}
