package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * y = x' of vectors of 4 lanes. Lanes whose numbers differ in one bit are swapped between rows
 * whose numbers differ in that bit. Written by {@code VectorSources}.
 */
final class VectorTranspose4 {
  private static final VectorMask<Float> UPPER2 = VectorTranspose.upper(2);
  private static final VectorShuffle<Float> SWAP1 = VectorTranspose.swap(1);
  private static final VectorMask<Float> UPPER1 = VectorTranspose.upper(1);

  private VectorTranspose4() {}

  /** Sides are multiples of 4. */
  static void whole(float[] m, int rows, int columns, int x, int xStride, int y, int yStride) {
    for (int j = 0; j < columns; j += 4) {
      for (int i = 0; i < rows; i += 4) {
        int from = x + i * xStride + j;
        int to = y + j * yStride + i;
        FloatVector r0 = fromArray(SPECIES, m, from);
        FloatVector r1 = fromArray(SPECIES, m, from + xStride);
        FloatVector r2 = fromArray(SPECIES, m, from + 2 * xStride);
        FloatVector r3 = fromArray(SPECIES, m, from + 3 * xStride);
        FloatVector t2_0 = r0.blend(fromArray(SPECIES, m, from + 2 * xStride - 2), UPPER2);
        FloatVector t2_2 = fromArray(SPECIES, m, from + 2).blend(r2, UPPER2);
        FloatVector t2_1 = r1.blend(fromArray(SPECIES, m, from + 3 * xStride - 2), UPPER2);
        FloatVector t2_3 = fromArray(SPECIES, m, from + xStride + 2).blend(r3, UPPER2);
        FloatVector s1_0 = t2_1.blend(t2_0, UPPER1).rearrange(SWAP1);
        FloatVector t1_0 = t2_0.blend(s1_0, UPPER1);
        FloatVector t1_1 = s1_0.blend(t2_1, UPPER1);
        FloatVector s1_2 = t2_3.blend(t2_2, UPPER1).rearrange(SWAP1);
        FloatVector t1_2 = t2_2.blend(s1_2, UPPER1);
        FloatVector t1_3 = s1_2.blend(t2_3, UPPER1);
        t1_0.intoArray(m, to);
        t1_1.intoArray(m, to + yStride);
        t1_2.intoArray(m, to + 2 * yStride);
        t1_3.intoArray(m, to + 3 * yStride);
      }
    }
  }
}
