package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * y = x' of vectors of 8 lanes. Lanes whose numbers differ in one bit are swapped between rows
 * whose numbers differ in that bit. Written by {@code VectorSources}.
 */
final class VectorTranspose8 {
  private static final VectorMask<Float> UPPER4 = VectorTranspose.upper(4);
  private static final VectorShuffle<Float> SWAP2 = VectorTranspose.swap(2);
  private static final VectorMask<Float> UPPER2 = VectorTranspose.upper(2);
  private static final VectorShuffle<Float> SWAP1 = VectorTranspose.swap(1);
  private static final VectorMask<Float> UPPER1 = VectorTranspose.upper(1);

  private VectorTranspose8() {}

  /** Sides are multiples of 8. */
  static void whole(float[] m, int rows, int columns, int x, int xStride, int y, int yStride) {
    for (int j = 0; j < columns; j += 8) {
      for (int i = 0; i < rows; i += 8) {
        int from = x + i * xStride + j;
        int to = y + j * yStride + i;
        FloatVector r0 = fromArray(SPECIES, m, from);
        FloatVector r1 = fromArray(SPECIES, m, from + xStride);
        FloatVector r2 = fromArray(SPECIES, m, from + 2 * xStride);
        FloatVector r3 = fromArray(SPECIES, m, from + 3 * xStride);
        FloatVector r4 = fromArray(SPECIES, m, from + 4 * xStride);
        FloatVector r5 = fromArray(SPECIES, m, from + 5 * xStride);
        FloatVector r6 = fromArray(SPECIES, m, from + 6 * xStride);
        FloatVector r7 = fromArray(SPECIES, m, from + 7 * xStride);
        FloatVector t4_0 = r0.blend(fromArray(SPECIES, m, from + 4 * xStride - 4), UPPER4);
        FloatVector t4_4 = fromArray(SPECIES, m, from + 4).blend(r4, UPPER4);
        FloatVector t4_1 = r1.blend(fromArray(SPECIES, m, from + 5 * xStride - 4), UPPER4);
        FloatVector t4_5 = fromArray(SPECIES, m, from + xStride + 4).blend(r5, UPPER4);
        FloatVector t4_2 = r2.blend(fromArray(SPECIES, m, from + 6 * xStride - 4), UPPER4);
        FloatVector t4_6 = fromArray(SPECIES, m, from + 2 * xStride + 4).blend(r6, UPPER4);
        FloatVector t4_3 = r3.blend(fromArray(SPECIES, m, from + 7 * xStride - 4), UPPER4);
        FloatVector t4_7 = fromArray(SPECIES, m, from + 3 * xStride + 4).blend(r7, UPPER4);
        FloatVector s2_0 = t4_2.blend(t4_0, UPPER2).rearrange(SWAP2);
        FloatVector t2_0 = t4_0.blend(s2_0, UPPER2);
        FloatVector t2_2 = s2_0.blend(t4_2, UPPER2);
        FloatVector s2_1 = t4_3.blend(t4_1, UPPER2).rearrange(SWAP2);
        FloatVector t2_1 = t4_1.blend(s2_1, UPPER2);
        FloatVector t2_3 = s2_1.blend(t4_3, UPPER2);
        FloatVector s2_4 = t4_6.blend(t4_4, UPPER2).rearrange(SWAP2);
        FloatVector t2_4 = t4_4.blend(s2_4, UPPER2);
        FloatVector t2_6 = s2_4.blend(t4_6, UPPER2);
        FloatVector s2_5 = t4_7.blend(t4_5, UPPER2).rearrange(SWAP2);
        FloatVector t2_5 = t4_5.blend(s2_5, UPPER2);
        FloatVector t2_7 = s2_5.blend(t4_7, UPPER2);
        FloatVector s1_0 = t2_1.blend(t2_0, UPPER1).rearrange(SWAP1);
        FloatVector t1_0 = t2_0.blend(s1_0, UPPER1);
        FloatVector t1_1 = s1_0.blend(t2_1, UPPER1);
        FloatVector s1_2 = t2_3.blend(t2_2, UPPER1).rearrange(SWAP1);
        FloatVector t1_2 = t2_2.blend(s1_2, UPPER1);
        FloatVector t1_3 = s1_2.blend(t2_3, UPPER1);
        FloatVector s1_4 = t2_5.blend(t2_4, UPPER1).rearrange(SWAP1);
        FloatVector t1_4 = t2_4.blend(s1_4, UPPER1);
        FloatVector t1_5 = s1_4.blend(t2_5, UPPER1);
        FloatVector s1_6 = t2_7.blend(t2_6, UPPER1).rearrange(SWAP1);
        FloatVector t1_6 = t2_6.blend(s1_6, UPPER1);
        FloatVector t1_7 = s1_6.blend(t2_7, UPPER1);
        t1_0.intoArray(m, to);
        t1_1.intoArray(m, to + yStride);
        t1_2.intoArray(m, to + 2 * yStride);
        t1_3.intoArray(m, to + 3 * yStride);
        t1_4.intoArray(m, to + 4 * yStride);
        t1_5.intoArray(m, to + 5 * yStride);
        t1_6.intoArray(m, to + 6 * yStride);
        t1_7.intoArray(m, to + 7 * yStride);
      }
    }
  }
}
