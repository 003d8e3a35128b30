package io.gradstream.network.kernels;

/**
 * How many rows to multiply at once. OpenBLAS multiplies small matrices as they lie, without
 * packing them first; with AVX-512 that is faster by half, and for few rows by far more. So a
 * product of many rows is made in parts that are small, unless the weights alone are not.
 */
public final class SmallProducts {

  /** Multiplications up to which OpenBLAS takes a product for small. */
  private static final int SMALL = 1_000_000;

  private SmallProducts() {}

  /** Rows that a sum over rows takes at least at once: fewer write the result too often. */
  private static final int LEAST_SUMMED = 64;

  /** How many rows of x' d, a sum over rows, at once; x [rows, in], d [rows, out]. */
  static int summed(int in, int out) {
    return (int) Math.max(LEAST_SUMMED, SMALL / ((long) in * out));
  }

  /** How many columns of x at once in x' d. */
  static int columns(int rows, int out) {
    return (int) Math.max(1, SMALL / ((long) rows * out));
  }

  /** How many rows with a matrix [in, out] at once: at least {@code least}, or else all of them. */
  public static int rows(int in, int out, int least) {
    long rows = SMALL / ((long) in * out);
    return rows < least ? Integer.MAX_VALUE : (int) rows;
  }
}
