package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * y = x' of vectors of 16 lanes. Lanes whose numbers differ in one bit are swapped between rows
 * whose numbers differ in that bit. Written by {@code VectorSources}.
 */
final class VectorTranspose16 {
  private static final VectorMask<Float> UPPER8 = VectorTranspose.upper(8);
  private static final VectorShuffle<Float> SWAP4 = VectorTranspose.swap(4);
  private static final VectorMask<Float> UPPER4 = VectorTranspose.upper(4);
  private static final VectorShuffle<Float> SWAP2 = VectorTranspose.swap(2);
  private static final VectorMask<Float> UPPER2 = VectorTranspose.upper(2);
  private static final VectorShuffle<Float> SWAP1 = VectorTranspose.swap(1);
  private static final VectorMask<Float> UPPER1 = VectorTranspose.upper(1);

  private VectorTranspose16() {}

  /** Sides are multiples of 16. */
  static void whole(float[] m, int rows, int columns, int x, int xStride, int y, int yStride) {
    for (int j = 0; j < columns; j += 16) {
      for (int i = 0; i < rows; i += 16) {
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
        FloatVector r8 = fromArray(SPECIES, m, from + 8 * xStride);
        FloatVector r9 = fromArray(SPECIES, m, from + 9 * xStride);
        FloatVector r10 = fromArray(SPECIES, m, from + 10 * xStride);
        FloatVector r11 = fromArray(SPECIES, m, from + 11 * xStride);
        FloatVector r12 = fromArray(SPECIES, m, from + 12 * xStride);
        FloatVector r13 = fromArray(SPECIES, m, from + 13 * xStride);
        FloatVector r14 = fromArray(SPECIES, m, from + 14 * xStride);
        FloatVector r15 = fromArray(SPECIES, m, from + 15 * xStride);
        FloatVector t8_0 = r0.blend(fromArray(SPECIES, m, from + 8 * xStride - 8), UPPER8);
        FloatVector t8_8 = fromArray(SPECIES, m, from + 8).blend(r8, UPPER8);
        FloatVector t8_1 = r1.blend(fromArray(SPECIES, m, from + 9 * xStride - 8), UPPER8);
        FloatVector t8_9 = fromArray(SPECIES, m, from + xStride + 8).blend(r9, UPPER8);
        FloatVector t8_2 = r2.blend(fromArray(SPECIES, m, from + 10 * xStride - 8), UPPER8);
        FloatVector t8_10 = fromArray(SPECIES, m, from + 2 * xStride + 8).blend(r10, UPPER8);
        FloatVector t8_3 = r3.blend(fromArray(SPECIES, m, from + 11 * xStride - 8), UPPER8);
        FloatVector t8_11 = fromArray(SPECIES, m, from + 3 * xStride + 8).blend(r11, UPPER8);
        FloatVector t8_4 = r4.blend(fromArray(SPECIES, m, from + 12 * xStride - 8), UPPER8);
        FloatVector t8_12 = fromArray(SPECIES, m, from + 4 * xStride + 8).blend(r12, UPPER8);
        FloatVector t8_5 = r5.blend(fromArray(SPECIES, m, from + 13 * xStride - 8), UPPER8);
        FloatVector t8_13 = fromArray(SPECIES, m, from + 5 * xStride + 8).blend(r13, UPPER8);
        FloatVector t8_6 = r6.blend(fromArray(SPECIES, m, from + 14 * xStride - 8), UPPER8);
        FloatVector t8_14 = fromArray(SPECIES, m, from + 6 * xStride + 8).blend(r14, UPPER8);
        FloatVector t8_7 = r7.blend(fromArray(SPECIES, m, from + 15 * xStride - 8), UPPER8);
        FloatVector t8_15 = fromArray(SPECIES, m, from + 7 * xStride + 8).blend(r15, UPPER8);
        FloatVector s4_0 = t8_4.blend(t8_0, UPPER4).rearrange(SWAP4);
        FloatVector t4_0 = t8_0.blend(s4_0, UPPER4);
        FloatVector t4_4 = s4_0.blend(t8_4, UPPER4);
        FloatVector s4_1 = t8_5.blend(t8_1, UPPER4).rearrange(SWAP4);
        FloatVector t4_1 = t8_1.blend(s4_1, UPPER4);
        FloatVector t4_5 = s4_1.blend(t8_5, UPPER4);
        FloatVector s4_2 = t8_6.blend(t8_2, UPPER4).rearrange(SWAP4);
        FloatVector t4_2 = t8_2.blend(s4_2, UPPER4);
        FloatVector t4_6 = s4_2.blend(t8_6, UPPER4);
        FloatVector s4_3 = t8_7.blend(t8_3, UPPER4).rearrange(SWAP4);
        FloatVector t4_3 = t8_3.blend(s4_3, UPPER4);
        FloatVector t4_7 = s4_3.blend(t8_7, UPPER4);
        FloatVector s4_8 = t8_12.blend(t8_8, UPPER4).rearrange(SWAP4);
        FloatVector t4_8 = t8_8.blend(s4_8, UPPER4);
        FloatVector t4_12 = s4_8.blend(t8_12, UPPER4);
        FloatVector s4_9 = t8_13.blend(t8_9, UPPER4).rearrange(SWAP4);
        FloatVector t4_9 = t8_9.blend(s4_9, UPPER4);
        FloatVector t4_13 = s4_9.blend(t8_13, UPPER4);
        FloatVector s4_10 = t8_14.blend(t8_10, UPPER4).rearrange(SWAP4);
        FloatVector t4_10 = t8_10.blend(s4_10, UPPER4);
        FloatVector t4_14 = s4_10.blend(t8_14, UPPER4);
        FloatVector s4_11 = t8_15.blend(t8_11, UPPER4).rearrange(SWAP4);
        FloatVector t4_11 = t8_11.blend(s4_11, UPPER4);
        FloatVector t4_15 = s4_11.blend(t8_15, UPPER4);
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
        FloatVector s2_8 = t4_10.blend(t4_8, UPPER2).rearrange(SWAP2);
        FloatVector t2_8 = t4_8.blend(s2_8, UPPER2);
        FloatVector t2_10 = s2_8.blend(t4_10, UPPER2);
        FloatVector s2_9 = t4_11.blend(t4_9, UPPER2).rearrange(SWAP2);
        FloatVector t2_9 = t4_9.blend(s2_9, UPPER2);
        FloatVector t2_11 = s2_9.blend(t4_11, UPPER2);
        FloatVector s2_12 = t4_14.blend(t4_12, UPPER2).rearrange(SWAP2);
        FloatVector t2_12 = t4_12.blend(s2_12, UPPER2);
        FloatVector t2_14 = s2_12.blend(t4_14, UPPER2);
        FloatVector s2_13 = t4_15.blend(t4_13, UPPER2).rearrange(SWAP2);
        FloatVector t2_13 = t4_13.blend(s2_13, UPPER2);
        FloatVector t2_15 = s2_13.blend(t4_15, UPPER2);
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
        FloatVector s1_8 = t2_9.blend(t2_8, UPPER1).rearrange(SWAP1);
        FloatVector t1_8 = t2_8.blend(s1_8, UPPER1);
        FloatVector t1_9 = s1_8.blend(t2_9, UPPER1);
        FloatVector s1_10 = t2_11.blend(t2_10, UPPER1).rearrange(SWAP1);
        FloatVector t1_10 = t2_10.blend(s1_10, UPPER1);
        FloatVector t1_11 = s1_10.blend(t2_11, UPPER1);
        FloatVector s1_12 = t2_13.blend(t2_12, UPPER1).rearrange(SWAP1);
        FloatVector t1_12 = t2_12.blend(s1_12, UPPER1);
        FloatVector t1_13 = s1_12.blend(t2_13, UPPER1);
        FloatVector s1_14 = t2_15.blend(t2_14, UPPER1).rearrange(SWAP1);
        FloatVector t1_14 = t2_14.blend(s1_14, UPPER1);
        FloatVector t1_15 = s1_14.blend(t2_15, UPPER1);
        t1_0.intoArray(m, to);
        t1_1.intoArray(m, to + yStride);
        t1_2.intoArray(m, to + 2 * yStride);
        t1_3.intoArray(m, to + 3 * yStride);
        t1_4.intoArray(m, to + 4 * yStride);
        t1_5.intoArray(m, to + 5 * yStride);
        t1_6.intoArray(m, to + 6 * yStride);
        t1_7.intoArray(m, to + 7 * yStride);
        t1_8.intoArray(m, to + 8 * yStride);
        t1_9.intoArray(m, to + 9 * yStride);
        t1_10.intoArray(m, to + 10 * yStride);
        t1_11.intoArray(m, to + 11 * yStride);
        t1_12.intoArray(m, to + 12 * yStride);
        t1_13.intoArray(m, to + 13 * yStride);
        t1_14.intoArray(m, to + 14 * yStride);
        t1_15.intoArray(m, to + 15 * yStride);
      }
    }
  }
}
