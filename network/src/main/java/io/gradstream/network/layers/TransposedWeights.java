package io.gradstream.network.layers;

import io.gradstream.network.kernels.SmallProducts;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;

/** The way back through a matrix of weights: dx += dy M'. */
final class TransposedWeights {

  /** Rows from which it pays to lay down M' first. */
  private static final int MANY_ROWS = 16;

  private final int in;
  private final int out;
  private final int weights; // M [in, out]
  private final int together; // rows of a product
  private final int transposed; // M' [out, in]

  /**
   * @param rows at most
   */
  TransposedWeights(int in, int out, int weights, int rows, Layout layout) {
    this.in = in;
    this.out = out;
    this.weights = weights;
    together = SmallProducts.rows(out, in, 1);
    transposed = rows < MANY_ROWS ? Signal.NONE : layout.workspace((long) out * in);
  }

  /** Before the first of several {@link #add} of so many rows. */
  void prepare(Compute compute, int rows) {
    if (rows >= MANY_ROWS) {
      compute.recurrences().transpose(in, out, compute.weights() + weights, transposed);
    }
  }

  /** dy [rows, out], dx [rows, in]. */
  void add(Compute compute, int rows, int dy, int dx) {
    for (int row = 0; row < rows; row += together) {
      int part = Math.min(together, rows - row);
      add(compute, part, rows >= MANY_ROWS, dy + row * out, dx + row * in);
    }
  }

  private void add(Compute compute, int rows, boolean many, int dy, int dx) {
    if (many) {
      compute.products().addProduct(rows, out, in, dy, transposed, dx);
    } else {
      compute.products().addTransposed(rows, in, out, dy, compute.weights() + weights, dx);
    }
  }
}
