package io.gradstream.network.kernels;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import io.gradstream.network.memory.Arena;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Products by BLAS of matrices whose rows do not follow one another: a head's columns of a wider
 * matrix. A stride is the floats from one row to the next. The result, y [rows, out], is written
 * over; {@code in} is what is summed over.
 */
public final class StridedProducts {

  private final long start;
  private final FloatPointer first;
  private final FloatPointer second;
  private final FloatPointer third;

  StridedProducts(Arena arena) {
    first = arena.pointer();
    second = arena.pointer();
    third = arena.pointer();
    start = first.position();
  }

  /** y = scale a b; a [rows, in], b [in, out]. */
  public void product(
      int rows,
      int in,
      int out,
      float scale,
      int a,
      int aStride,
      int b,
      int bStride,
      int y,
      int yStride) {
    multiply(CblasNoTrans, CblasNoTrans, rows, in, out, scale, a, aStride, b, bStride, y, yStride);
  }

  /** y = scale a' b; a [in, rows], b [in, out]. */
  public void transposedLeft(
      int rows,
      int in,
      int out,
      float scale,
      int a,
      int aStride,
      int b,
      int bStride,
      int y,
      int yStride) {
    multiply(CblasTrans, CblasNoTrans, rows, in, out, scale, a, aStride, b, bStride, y, yStride);
  }

  /** y = scale a b'; a [rows, in], b [out, in]. */
  public void transposedRight(
      int rows,
      int in,
      int out,
      float scale,
      int a,
      int aStride,
      int b,
      int bStride,
      int y,
      int yStride) {
    multiply(CblasNoTrans, CblasTrans, rows, in, out, scale, a, aStride, b, bStride, y, yStride);
  }

  private void multiply(
      int left,
      int right,
      int rows,
      int in,
      int out,
      float scale,
      int a,
      int aStride,
      int b,
      int bStride,
      int y,
      int yStride) {
    cblas_sgemm(
        CblasRowMajor,
        left,
        right,
        rows,
        out,
        in,
        scale,
        first.position(start + a),
        aStride,
        second.position(start + b),
        bStride,
        0f,
        third.position(start + y),
        yStride);
  }
}
