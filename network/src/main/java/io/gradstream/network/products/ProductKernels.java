package io.gradstream.network.products;

import io.gradstream.network.kernels.Kernels;
import io.gradstream.network.memory.Arena;

/**
 * Kernels of matrix products, in the manner of {@link Kernels}. A stride is the floats from one row
 * to the next, {@code in} is what is summed over.
 *
 * <p>Each element of a result is one chain of fused multiply-adds over the sum, in its order, that
 * begins with the element of {@code start}. So its bits depend neither on the width of vectors nor
 * on how a product is cut into blocks. The one exception depends on the shape alone: see {@link
 * #transposedRight}.
 */
public interface ProductKernels {

  /** The start of chains that begin with 0. */
  int NOTHING = -1;

  /** Rows of {@link #transposedRight} from which its elements are chains like all others. */
  int ROWS_OF_CHAINS = 4;

  /** y = start + a b; a [rows, in], b [in, out], start, y [rows, out]; start may be y. */
  void product(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride);

  /** y = start + a' b; a [in, rows], b [in, out], start, y [rows, out]; start may be y. */
  void transposedLeft(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride);

  /**
   * y = start + a b'; a [rows, in], b [out, in], start, y [rows, out]; start may be y. Of less than
   * {@value #ROWS_OF_CHAINS} rows an element is the start and a dot product that is summed in
   * {@link Kernels#LANES} lanes: for so few it does not pay to transpose b.
   */
  void transposedRight(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride);

  /** y = x'; x [rows, columns], y [columns, rows]. */
  void transpose(int rows, int columns, int x, int y);

  /** Floats of scratch that the three products of a layer [in, out] are fastest with. */
  static int scratch(int rows, int in, int out) {
    return ProductScratch.floats(rows, in, out);
  }

  /** The fastest twin this virtual machine can run, over an arena's memory and its scratch. */
  static ProductKernels over(Arena arena) {
    return Kernels.hasVectors()
        ? Kernels.vector(
            "VectorProductKernels",
            ProductKernels.class,
            arena.floats(),
            arena.scratch(),
            arena.scratchSize())
        : new ScalarProductKernels(arena.floats());
  }
}
