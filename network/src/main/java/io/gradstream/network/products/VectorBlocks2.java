package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** y = start + a b, in blocks of 2 rows; a [rows, depth]. Written by {@code VectorSources}. */
final class VectorBlocks2 {
  private VectorBlocks2() {}

  static void by1(
      float[] m,
      int depth,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    FloatVector s00 = fromArray(SPECIES, m, start);
    FloatVector s10 = fromArray(SPECIES, m, start + startStride);
    int r1 = aStride;
    for (int end = a + depth; a < end; a++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      FloatVector x1 = broadcast(SPECIES, m[a + r1]);
      s10 = x1.fma(b0, s10);
      b += bStride;
    }
    s00.intoArray(m, y);
    s10.intoArray(m, y + yStride);
  }

  static void by2(
      float[] m,
      int depth,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    FloatVector s00 = fromArray(SPECIES, m, start);
    FloatVector s01 = fromArray(SPECIES, m, start + LENGTH);
    FloatVector s10 = fromArray(SPECIES, m, start + startStride);
    FloatVector s11 = fromArray(SPECIES, m, start + startStride + LENGTH);
    int r1 = aStride;
    for (int end = a + depth; a < end; a++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector b1 = fromArray(SPECIES, m, b + LENGTH);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      FloatVector x1 = broadcast(SPECIES, m[a + r1]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      b += bStride;
    }
    s00.intoArray(m, y);
    s01.intoArray(m, y + LENGTH);
    s10.intoArray(m, y + yStride);
    s11.intoArray(m, y + yStride + LENGTH);
  }

  static void by4(
      float[] m,
      int depth,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    FloatVector s00 = fromArray(SPECIES, m, start);
    FloatVector s01 = fromArray(SPECIES, m, start + LENGTH);
    FloatVector s02 = fromArray(SPECIES, m, start + 2 * LENGTH);
    FloatVector s03 = fromArray(SPECIES, m, start + 3 * LENGTH);
    FloatVector s10 = fromArray(SPECIES, m, start + startStride);
    FloatVector s11 = fromArray(SPECIES, m, start + startStride + LENGTH);
    FloatVector s12 = fromArray(SPECIES, m, start + startStride + 2 * LENGTH);
    FloatVector s13 = fromArray(SPECIES, m, start + startStride + 3 * LENGTH);
    int r1 = aStride;
    for (int end = a + depth; a < end; a++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector b1 = fromArray(SPECIES, m, b + LENGTH);
      FloatVector b2 = fromArray(SPECIES, m, b + 2 * LENGTH);
      FloatVector b3 = fromArray(SPECIES, m, b + 3 * LENGTH);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      s02 = x0.fma(b2, s02);
      s03 = x0.fma(b3, s03);
      FloatVector x1 = broadcast(SPECIES, m[a + r1]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      s12 = x1.fma(b2, s12);
      s13 = x1.fma(b3, s13);
      b += bStride;
    }
    s00.intoArray(m, y);
    s01.intoArray(m, y + LENGTH);
    s02.intoArray(m, y + 2 * LENGTH);
    s03.intoArray(m, y + 3 * LENGTH);
    s10.intoArray(m, y + yStride);
    s11.intoArray(m, y + yStride + LENGTH);
    s12.intoArray(m, y + yStride + 2 * LENGTH);
    s13.intoArray(m, y + yStride + 3 * LENGTH);
  }
}
