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
  private static final VectorShuffle<Float> SWAP8 = VectorTranspose.swap(8);
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
        FloatVector t8_0 = r0.blend(r8.rearrange(SWAP8), UPPER8);
        FloatVector t8_8 = r0.rearrange(SWAP8).blend(r8, UPPER8);
        FloatVector t8_1 = r1.blend(r9.rearrange(SWAP8), UPPER8);
        FloatVector t8_9 = r1.rearrange(SWAP8).blend(r9, UPPER8);
        FloatVector t8_2 = r2.blend(r10.rearrange(SWAP8), UPPER8);
        FloatVector t8_10 = r2.rearrange(SWAP8).blend(r10, UPPER8);
        FloatVector t8_3 = r3.blend(r11.rearrange(SWAP8), UPPER8);
        FloatVector t8_11 = r3.rearrange(SWAP8).blend(r11, UPPER8);
        FloatVector t8_4 = r4.blend(r12.rearrange(SWAP8), UPPER8);
        FloatVector t8_12 = r4.rearrange(SWAP8).blend(r12, UPPER8);
        FloatVector t8_5 = r5.blend(r13.rearrange(SWAP8), UPPER8);
        FloatVector t8_13 = r5.rearrange(SWAP8).blend(r13, UPPER8);
        FloatVector t8_6 = r6.blend(r14.rearrange(SWAP8), UPPER8);
        FloatVector t8_14 = r6.rearrange(SWAP8).blend(r14, UPPER8);
        FloatVector t8_7 = r7.blend(r15.rearrange(SWAP8), UPPER8);
        FloatVector t8_15 = r7.rearrange(SWAP8).blend(r15, UPPER8);
        FloatVector t4_0 = t8_0.blend(t8_4.rearrange(SWAP4), UPPER4);
        FloatVector t4_4 = t8_0.rearrange(SWAP4).blend(t8_4, UPPER4);
        FloatVector t4_1 = t8_1.blend(t8_5.rearrange(SWAP4), UPPER4);
        FloatVector t4_5 = t8_1.rearrange(SWAP4).blend(t8_5, UPPER4);
        FloatVector t4_2 = t8_2.blend(t8_6.rearrange(SWAP4), UPPER4);
        FloatVector t4_6 = t8_2.rearrange(SWAP4).blend(t8_6, UPPER4);
        FloatVector t4_3 = t8_3.blend(t8_7.rearrange(SWAP4), UPPER4);
        FloatVector t4_7 = t8_3.rearrange(SWAP4).blend(t8_7, UPPER4);
        FloatVector t4_8 = t8_8.blend(t8_12.rearrange(SWAP4), UPPER4);
        FloatVector t4_12 = t8_8.rearrange(SWAP4).blend(t8_12, UPPER4);
        FloatVector t4_9 = t8_9.blend(t8_13.rearrange(SWAP4), UPPER4);
        FloatVector t4_13 = t8_9.rearrange(SWAP4).blend(t8_13, UPPER4);
        FloatVector t4_10 = t8_10.blend(t8_14.rearrange(SWAP4), UPPER4);
        FloatVector t4_14 = t8_10.rearrange(SWAP4).blend(t8_14, UPPER4);
        FloatVector t4_11 = t8_11.blend(t8_15.rearrange(SWAP4), UPPER4);
        FloatVector t4_15 = t8_11.rearrange(SWAP4).blend(t8_15, UPPER4);
        FloatVector t2_0 = t4_0.blend(t4_2.rearrange(SWAP2), UPPER2);
        FloatVector t2_2 = t4_0.rearrange(SWAP2).blend(t4_2, UPPER2);
        FloatVector t2_1 = t4_1.blend(t4_3.rearrange(SWAP2), UPPER2);
        FloatVector t2_3 = t4_1.rearrange(SWAP2).blend(t4_3, UPPER2);
        FloatVector t2_4 = t4_4.blend(t4_6.rearrange(SWAP2), UPPER2);
        FloatVector t2_6 = t4_4.rearrange(SWAP2).blend(t4_6, UPPER2);
        FloatVector t2_5 = t4_5.blend(t4_7.rearrange(SWAP2), UPPER2);
        FloatVector t2_7 = t4_5.rearrange(SWAP2).blend(t4_7, UPPER2);
        FloatVector t2_8 = t4_8.blend(t4_10.rearrange(SWAP2), UPPER2);
        FloatVector t2_10 = t4_8.rearrange(SWAP2).blend(t4_10, UPPER2);
        FloatVector t2_9 = t4_9.blend(t4_11.rearrange(SWAP2), UPPER2);
        FloatVector t2_11 = t4_9.rearrange(SWAP2).blend(t4_11, UPPER2);
        FloatVector t2_12 = t4_12.blend(t4_14.rearrange(SWAP2), UPPER2);
        FloatVector t2_14 = t4_12.rearrange(SWAP2).blend(t4_14, UPPER2);
        FloatVector t2_13 = t4_13.blend(t4_15.rearrange(SWAP2), UPPER2);
        FloatVector t2_15 = t4_13.rearrange(SWAP2).blend(t4_15, UPPER2);
        FloatVector t1_0 = t2_0.blend(t2_1.rearrange(SWAP1), UPPER1);
        FloatVector t1_1 = t2_0.rearrange(SWAP1).blend(t2_1, UPPER1);
        FloatVector t1_2 = t2_2.blend(t2_3.rearrange(SWAP1), UPPER1);
        FloatVector t1_3 = t2_2.rearrange(SWAP1).blend(t2_3, UPPER1);
        FloatVector t1_4 = t2_4.blend(t2_5.rearrange(SWAP1), UPPER1);
        FloatVector t1_5 = t2_4.rearrange(SWAP1).blend(t2_5, UPPER1);
        FloatVector t1_6 = t2_6.blend(t2_7.rearrange(SWAP1), UPPER1);
        FloatVector t1_7 = t2_6.rearrange(SWAP1).blend(t2_7, UPPER1);
        FloatVector t1_8 = t2_8.blend(t2_9.rearrange(SWAP1), UPPER1);
        FloatVector t1_9 = t2_8.rearrange(SWAP1).blend(t2_9, UPPER1);
        FloatVector t1_10 = t2_10.blend(t2_11.rearrange(SWAP1), UPPER1);
        FloatVector t1_11 = t2_10.rearrange(SWAP1).blend(t2_11, UPPER1);
        FloatVector t1_12 = t2_12.blend(t2_13.rearrange(SWAP1), UPPER1);
        FloatVector t1_13 = t2_12.rearrange(SWAP1).blend(t2_13, UPPER1);
        FloatVector t1_14 = t2_14.blend(t2_15.rearrange(SWAP1), UPPER1);
        FloatVector t1_15 = t2_14.rearrange(SWAP1).blend(t2_15, UPPER1);
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
