package io.gradstream.network.kernels;

import io.gradstream.network.memory.Arena;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Matrix products, of few rows as products of vectors: BLAS first packs matrices, which then costs
 * more than the product. Which of the two depends on shapes alone, so the same shapes give the same
 * bits. Arguments as in {@link Kernels}.
 */
public final class Products {

  /** Rows up to which products of vectors are faster. */
  private static final int FEW_ROWS = 4;

  /** Rows that a product in parts has at least in each, or it is made whole. */
  private static final int LEAST_TOGETHER = 2;

  private final RowKernels rowKernels;
  private final StridedProducts strided;
  private final long start;
  private final FloatPointer first;
  private final FloatPointer second;
  private final FloatPointer third;

  public Products(Arena arena, RowKernels rowKernels) {
    this.rowKernels = rowKernels;
    strided = new StridedProducts(arena);
    first = arena.pointer();
    second = arena.pointer();
    third = arena.pointer();
    start = first.position();
  }

  /** Products of matrices that are columns of wider ones. */
  public StridedProducts strided() {
    return strided;
  }

  /** y = bias + x w; x [rows, in], w [in, out], bias [out], y [rows, out]. */
  public void affine(int rows, int in, int out, int x, int w, int bias, int y) {
    rowKernels.fillRows(rows, out, bias, y);
    if (rows <= FEW_ROWS) {
      for (int row = 0; row < rows; row++) {
        Blas.addProduct(in, out, at(first, x + row * in), at(second, w), at(third, y + row * out));
      }
    } else {
      product(rows, in, out, x, in, w, 1f, y);
    }
  }

  /** y = x w, by BLAS; x [rows, in], w [in, out], y [rows, out]. */
  public void product(int rows, int in, int out, int x, int w, int y) {
    product(rows, in, out, x, in, w, y);
  }

  /** The product of rows of x that are {@code stride} floats apart. */
  public void product(int rows, int in, int out, int x, int stride, int w, int y) {
    product(rows, in, out, x, stride, w, 0f, y);
  }

  /** y = x w + kept y, some rows at a time. */
  private void product(int rows, int in, int out, int x, int stride, int w, float kept, int y) {
    int together = Math.min(rows, SmallProducts.rows(in, out, LEAST_TOGETHER));
    for (int row = 0; row < rows; row += together) {
      int n = Math.min(together, rows - row);
      int from = x + row * stride;
      int to = y + row * out;
      Blas.product(n, in, out, at(first, from), stride, at(second, w), kept, at(third, to));
    }
  }

  /** y += x w, by BLAS; x [rows, in], w [in, out], y [rows, out]. */
  public void addProduct(int rows, int in, int out, int x, int w, int y) {
    product(rows, in, out, x, in, w, 1f, y);
  }

  /** dx += d w', by BLAS; d [rows, out], w [in, out], dx [rows, in]. */
  public void addTransposed(int rows, int in, int out, int d, int w, int dx) {
    Blas.transposedRight(rows, in, out, 1f, at(first, d), at(second, w), at(third, dx));
  }

  /** g = x' d; x [rows, in], d [rows, out], g [in, out]. */
  public void outer(int rows, int in, int out, int x, int d, int g) {
    outer(rows, in, out, x, in, d, 0f, g);
  }

  /** g += x' d, by BLAS; x [rows, in], d [rows, out], g [in, out]. */
  public void addOuter(int rows, int in, int out, int x, int d, int g) {
    addOuter(rows, in, out, x, in, d, g);
  }

  /** Adds the outer products of rows of x that are {@code stride} floats apart. */
  public void addOuter(int rows, int in, int out, int x, int stride, int d, int g) {
    outer(rows, in, out, x, stride, d, 1f, g);
  }

  /** g = x' d + kept g, some rows and some columns of x at a time. */
  private void outer(int rows, int in, int out, int x, int stride, int d, float kept, int g) {
    int together = Math.min(rows, SmallProducts.summed(in, out));
    int columns = SmallProducts.columns(together, out);
    for (int row = 0; row < rows; row += together) {
      float before = row == 0 ? kept : 1f;
      for (int i = 0; i < in; i += columns) {
        Blas.transposedLeft(
            Math.min(together, rows - row),
            Math.min(columns, in - i),
            out,
            at(first, x + row * stride + i),
            stride,
            at(second, d + row * out),
            before,
            at(third, g + i * out));
      }
    }
  }

  /** dx = d w'; d [rows, out], w [in, out], dx [rows, in]. */
  public void transposed(int rows, int in, int out, int d, int w, int dx) {
    if (rows <= FEW_ROWS) {
      for (int row = 0; row < rows; row++) {
        Blas.transposed(in, out, at(first, d + row * out), at(second, w), at(third, dx + row * in));
      }
    } else {
      Blas.transposedRight(rows, in, out, 0f, at(first, d), at(second, w), at(third, dx));
    }
  }

  /** Moves a pointer, because a new one would be garbage of every step. */
  private FloatPointer at(FloatPointer pointer, int offset) {
    return pointer.position(start + offset);
  }
}
