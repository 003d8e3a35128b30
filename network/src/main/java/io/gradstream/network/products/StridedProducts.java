package io.gradstream.network.products;

import static io.gradstream.network.products.ProductKernels.NOTHING;

/**
 * Products of matrices whose rows do not follow one another: a head's columns of a wider matrix.
 * The result, y [rows, out], is written over. Arguments as in {@link ProductKernels}.
 */
public final class StridedProducts {

  private final ProductKernels kernels;

  StridedProducts(ProductKernels kernels) {
    this.kernels = kernels;
  }

  /** y = a b; a [rows, in], b [in, out]. */
  public void product(
      int rows, int in, int out, int a, int aStride, int b, int bStride, int y, int yStride) {
    kernels.product(rows, in, out, a, aStride, b, bStride, NOTHING, 0, y, yStride);
  }

  /** y = a' b; a [in, rows], b [in, out]. */
  public void transposedLeft(
      int rows, int in, int out, int a, int aStride, int b, int bStride, int y, int yStride) {
    kernels.transposedLeft(rows, in, out, a, aStride, b, bStride, NOTHING, 0, y, yStride);
  }

  /** y = a b'; a [rows, in], b [out, in]. */
  public void transposedRight(
      int rows, int in, int out, int a, int aStride, int b, int bStride, int y, int yStride) {
    kernels.transposedRight(rows, in, out, a, aStride, b, bStride, NOTHING, 0, y, yStride);
  }
}
