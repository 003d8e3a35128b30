package io.gradstream.network.layers;

/**
 * Tensors that follow one another in the weight vector, seen as one matrix: y = x M. A bias is a
 * row of M like any other where x has a 1, so its gradient needs no pass of its own.
 *
 * @param weights M [in, out]
 */
record StackedWeights(int in, int out, int weights) {

  /** y = x M; x [rows, in], y [rows, out]. */
  void forward(Compute compute, int rows, int x, int y) {
    compute.products().product(rows, in, out, x, compute.weights() + weights, y);
  }

  /** dM = x' dy. */
  void gradients(Compute compute, int rows, int x, int dy) {
    compute.products().outer(rows, in, out, x, dy, compute.gradients() + weights);
  }

  long flops() {
    return 2L * in * out;
  }
}
