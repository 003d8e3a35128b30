package io.gradstream.network.products;

import static io.gradstream.network.products.ProductKernels.NOTHING;

import io.gradstream.network.memory.Arena;

/** Matrix products, as layers ask for them. Arguments as in {@link ProductKernels}. */
public final class Products {

  private final ProductKernels kernels;
  private final StridedProducts strided;

  public Products(Arena arena) {
    kernels = ProductKernels.over(arena);
    strided = new StridedProducts(kernels);
  }

  /** Products of matrices that are columns of wider ones. */
  public StridedProducts strided() {
    return strided;
  }

  /** y = bias + x w; x [rows, in], w [in, out], bias [out], y [rows, out]. */
  public void affine(int rows, int in, int out, int x, int w, int bias, int y) {
    kernels.product(rows, in, out, x, in, w, out, bias, 0, y, out);
  }

  /** y = x w; x [rows, in], w [in, out], y [rows, out]. */
  public void product(int rows, int in, int out, int x, int w, int y) {
    product(rows, in, out, x, in, w, y);
  }

  /** The product of rows of x that are {@code stride} floats apart. */
  public void product(int rows, int in, int out, int x, int stride, int w, int y) {
    kernels.product(rows, in, out, x, stride, w, out, NOTHING, 0, y, out);
  }

  /** y += x w; x [rows, in], w [in, out], y [rows, out]. */
  public void addProduct(int rows, int in, int out, int x, int w, int y) {
    kernels.product(rows, in, out, x, in, w, out, y, out, y, out);
  }

  /** y = x'; x [rows, columns], y [columns, rows]. */
  public void transpose(int rows, int columns, int x, int y) {
    kernels.transpose(rows, columns, x, y);
  }

  /** dx = d w'; d [rows, out], w [in, out], dx [rows, in]. */
  public void transposed(int rows, int in, int out, int d, int w, int dx) {
    kernels.transposedRight(rows, out, in, d, out, w, out, NOTHING, 0, dx, in);
  }

  /** dx += d w'; d [rows, out], w [in, out], dx [rows, in]. */
  public void addTransposed(int rows, int in, int out, int d, int w, int dx) {
    kernels.transposedRight(rows, out, in, d, out, w, out, dx, in, dx, in);
  }

  /** g = x' d; x [rows, in], d [rows, out], g [in, out]. */
  public void outer(int rows, int in, int out, int x, int d, int g) {
    kernels.transposedLeft(in, rows, out, x, in, d, out, NOTHING, 0, g, out);
  }

  /** g += x' d; x [rows, in], d [rows, out], g [in, out]. */
  public void addOuter(int rows, int in, int out, int x, int d, int g) {
    addOuter(rows, in, out, x, in, d, g);
  }

  /** Adds the outer products of rows of x that are {@code stride} floats apart. */
  public void addOuter(int rows, int in, int out, int x, int stride, int d, int g) {
    kernels.transposedLeft(in, rows, out, x, stride, d, out, g, out, g, out);
  }
}
