package io.gradstream.network.products;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import io.gradstream.network.kernels.FloatMath;
import jdk.incubator.vector.FloatVector;

/** Dot products of a vector with rows of a matrix, summed in {@link Kernels#LANES} lanes. */
final class VectorDots {

  /** Rows at a time: so many sums hide the time that one takes. */
  private static final int ROWS = 8;

  /** Floats of {@link #of}'s scratch. */
  static final int SCRATCH = ROWS * LANES;

  private VectorDots() {}

  /** y[j] = start[j] + row j of b times x; x [n], b [rows, n], start {@code NOTHING} for 0. */
  static void of(
      float[] m, int rows, int n, int x, int b, int stride, int start, int y, int lanes) {
    int whole = n - n % LANES;
    for (int j = 0; j < rows; j += ROWS) {
      int left = Math.min(ROWS, rows - j);
      int first = left == ROWS || rows < ROWS ? j : rows - ROWS; // some again, as many at a time
      if (rows < ROWS) {
        for (int r = 0; r < rows; r++) {
          one(m, whole, x, b + r * stride, lanes + r * LANES);
        }
      } else {
        eight(m, whole, x, b + first * stride, stride, lanes);
      }
      for (int r = j; r < j + left; r++) {
        float dot = rest(m, whole, n, x, b + r * stride, lanes + (r - first) * LANES);
        m[y + r] = start == ProductKernels.NOTHING ? 0f + dot : m[start + r] + dot;
      }
    }
  }

  /** What is left over goes to its lanes, which are then joined. */
  private static float rest(float[] m, int whole, int n, int x, int row, int lanes) {
    for (int k = whole; k < n; k++) {
      m[lanes + k - whole] = Math.fma(m[x + k], m[row + k], m[lanes + k - whole]);
    }
    return FloatMath.fold(m, lanes);
  }

  private static void one(float[] m, int whole, int x, int row, int lanes) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int k = lane; k < whole; k += LANES) {
        sum = fromArray(SPECIES, m, x + k).fma(fromArray(SPECIES, m, row + k), sum);
      }
      sum.intoArray(m, lanes + lane);
    }
  }

  private static void eight(float[] m, int whole, int x, int b, int stride, int lanes) {
    for (int lane = 0; lane < LANES; lane += LENGTH) {
      FloatVector s0 = zero(SPECIES);
      FloatVector s1 = zero(SPECIES);
      FloatVector s2 = zero(SPECIES);
      FloatVector s3 = zero(SPECIES);
      FloatVector s4 = zero(SPECIES);
      FloatVector s5 = zero(SPECIES);
      FloatVector s6 = zero(SPECIES);
      FloatVector s7 = zero(SPECIES);
      for (int k = lane; k < whole; k += LANES) {
        FloatVector value = fromArray(SPECIES, m, x + k);
        s0 = value.fma(fromArray(SPECIES, m, b + k), s0);
        s1 = value.fma(fromArray(SPECIES, m, b + stride + k), s1);
        s2 = value.fma(fromArray(SPECIES, m, b + 2 * stride + k), s2);
        s3 = value.fma(fromArray(SPECIES, m, b + 3 * stride + k), s3);
        s4 = value.fma(fromArray(SPECIES, m, b + 4 * stride + k), s4);
        s5 = value.fma(fromArray(SPECIES, m, b + 5 * stride + k), s5);
        s6 = value.fma(fromArray(SPECIES, m, b + 6 * stride + k), s6);
        s7 = value.fma(fromArray(SPECIES, m, b + 7 * stride + k), s7);
      }
      s0.intoArray(m, lanes + lane);
      s1.intoArray(m, lanes + LANES + lane);
      s2.intoArray(m, lanes + 2 * LANES + lane);
      s3.intoArray(m, lanes + 3 * LANES + lane);
      s4.intoArray(m, lanes + 4 * LANES + lane);
      s5.intoArray(m, lanes + 5 * LANES + lane);
      s6.intoArray(m, lanes + 6 * LANES + lane);
      s7.intoArray(m, lanes + 7 * LANES + lane);
    }
  }
}
