package io.gradstream.network;

/**
 * Tensors that follow one another in the weight vector, seen as one matrix: y = x M. A bias is a
 * row of M like any other where x has a 1, so its gradient needs no pass of its own.
 *
 * <p>OpenBLAS multiplies small matrices as they lie, without packing them first, and on machines
 * with AVX-512 that is faster by half; so a product is made in parts that are small.
 */
final class StackedWeights {

  /** Multiplications up to which OpenBLAS takes a product for small. */
  private static final int SMALL = 1_000_000;

  private final int in;
  private final int out;
  private final int weights; // M [in, out]
  private final int most; // rows of a part

  StackedWeights(int in, int out, int weights) {
    this.in = in;
    this.out = out;
    this.weights = weights;
    most = Math.max(1, SMALL / Math.multiplyExact(in, out));
  }

  /** y = x M; x [rows, in], y [rows, out]. */
  void forward(Compute compute, int rows, int x, int y) {
    int weight = compute.weights() + weights;
    for (int row = 0; row < rows; row += most) {
      int part = Math.min(most, rows - row);
      compute.products().product(part, in, out, x + row * in, weight, y + row * out);
    }
  }

  /** dM = x' dy. */
  void gradients(Compute compute, int rows, int x, int dy) {
    int gradient = compute.gradients() + weights;
    compute.kernels().fill(in * out, 0f, gradient);
    for (int row = 0; row < rows; row += most) {
      int part = Math.min(most, rows - row);
      compute.products().addOuter(part, in, out, x + row * in, dy + row * out, gradient);
    }
  }

  long flops() {
    return 2L * in * out;
  }
}
