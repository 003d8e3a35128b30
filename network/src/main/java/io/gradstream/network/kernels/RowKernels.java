package io.gradstream.network.kernels;

/**
 * Kernels of the rows of a matrix, in the manner of {@link Kernels}: moved, joined, scaled and
 * summed.
 */
public interface RowKernels {

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

  void copy(int n, int x, int y);

  /** Each x = value. */
  void fill(int n, float value, int x);

  /** y += x. */
  void add(int n, int x, int y);

  /** z = x + y. */
  void sum(int n, int x, int y, int z);

  /** y *= x. */
  void multiply(int n, int x, int y);

  /** The fastest twin this virtual machine can run. */
  static RowKernels over(float[] memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorRowKernels", RowKernels.class, memory)
        : new ScalarRowKernels(memory);
  }
}
