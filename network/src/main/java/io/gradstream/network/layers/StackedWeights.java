package io.gradstream.network.layers;

import io.gradstream.network.kernels.SmallProducts;

/**
 * Tensors that follow one another in the weight vector, seen as one matrix: y = x M. A bias is a
 * row of M like any other where x has a 1, so its gradient needs no pass of its own.
 */
final class StackedWeights {

  /** Sums of fewer rows cost more to add to the gradient than to make. */
  private static final int LEAST_SUMMED = 8;

  private final int in;
  private final int out;
  private final int weights; // M [in, out]
  private final int together; // rows of a product
  private final int summed; // rows of a product for the gradient

  StackedWeights(int in, int out, int weights) {
    this.in = in;
    this.out = out;
    this.weights = weights;
    together = SmallProducts.rows(in, out, 1);
    summed = SmallProducts.rows(in, out, LEAST_SUMMED);
  }

  /** y = x M; x [rows, in], y [rows, out]. */
  void forward(Compute compute, int rows, int x, int y) {
    int weight = compute.weights() + weights;
    for (int row = 0; row < rows; row += together) {
      int part = Math.min(together, rows - row);
      compute.products().product(part, in, out, x + row * in, weight, y + row * out);
    }
  }

  /** dM = x' dy. */
  void gradients(Compute compute, int rows, int x, int dy) {
    int gradient = compute.gradients() + weights;
    compute.rows().fill(in * out, 0f, gradient);
    for (int row = 0; row < rows; row += summed) {
      int part = Math.min(summed, rows - row);
      compute.products().addOuter(part, in, out, x + row * in, dy + row * out, gradient);
    }
  }

  long flops() {
    return 2L * in * out;
  }
}
