package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;

import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/** y = x'; x [rows, columns], y [columns, rows]. */
final class VectorTranspose {

  private VectorTranspose() {}

  /** Whole blocks within registers, the edges one by one. */
  static void of(float[] m, int rows, int columns, int x, int xStride, int y, int yStride) {
    int wholeRows = rows - rows % LENGTH;
    int wholeColumns = columns - columns % LENGTH;
    switch (LENGTH) {
      case 4 -> VectorTranspose4.whole(m, wholeRows, wholeColumns, x, xStride, y, yStride);
      case 8 -> VectorTranspose8.whole(m, wholeRows, wholeColumns, x, xStride, y, yStride);
      case 16 -> VectorTranspose16.whole(m, wholeRows, wholeColumns, x, xStride, y, yStride);
      default -> throw new IllegalStateException("no vector has " + LENGTH + " lanes");
    }
    edge(m, 0, wholeRows, wholeColumns, columns, x, xStride, y, yStride);
    edge(m, wholeRows, rows, 0, columns, x, xStride, y, yStride);
  }

  private static void edge(
      float[] m, int fromRow, int toRow, int from, int to, int x, int xStride, int y, int yStride) {
    for (int j = from; j < to; j++) {
      for (int i = fromRow; i < toRow; i++) {
        m[y + j * yStride + i] = m[x + i * xStride + j];
      }
    }
  }

  /** Lanes change places with those whose number differs in the bit. */
  static VectorShuffle<Float> swap(int bit) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ bit) % LENGTH);
  }

  /** Lanes whose number has the bit. */
  static VectorMask<Float> upper(int bit) {
    boolean[] lanes = new boolean[LENGTH];
    for (int lane = 0; lane < LENGTH; lane++) {
      lanes[lane] = (lane & bit) != 0;
    }
    return VectorMask.fromArray(SPECIES, lanes, 0);
  }
}
