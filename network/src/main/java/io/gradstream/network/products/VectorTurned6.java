package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** y = start + a' b, in blocks of 6 rows; a [depth, rows]. Written by {@code VectorSources}. */
final class VectorTurned6 {
  private VectorTurned6() {}

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
    FloatVector s20 = fromArray(SPECIES, m, start + 2 * startStride);
    FloatVector s30 = fromArray(SPECIES, m, start + 3 * startStride);
    FloatVector s40 = fromArray(SPECIES, m, start + 4 * startStride);
    FloatVector s50 = fromArray(SPECIES, m, start + 5 * startStride);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      FloatVector x1 = broadcast(SPECIES, m[a + 1]);
      s10 = x1.fma(b0, s10);
      FloatVector x2 = broadcast(SPECIES, m[a + 2]);
      s20 = x2.fma(b0, s20);
      FloatVector x3 = broadcast(SPECIES, m[a + 3]);
      s30 = x3.fma(b0, s30);
      FloatVector x4 = broadcast(SPECIES, m[a + 4]);
      s40 = x4.fma(b0, s40);
      FloatVector x5 = broadcast(SPECIES, m[a + 5]);
      s50 = x5.fma(b0, s50);
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
    s10.intoArray(m, y + yStride);
    s20.intoArray(m, y + 2 * yStride);
    s30.intoArray(m, y + 3 * yStride);
    s40.intoArray(m, y + 4 * yStride);
    s50.intoArray(m, y + 5 * yStride);
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
    FloatVector s20 = fromArray(SPECIES, m, start + 2 * startStride);
    FloatVector s21 = fromArray(SPECIES, m, start + 2 * startStride + LENGTH);
    FloatVector s30 = fromArray(SPECIES, m, start + 3 * startStride);
    FloatVector s31 = fromArray(SPECIES, m, start + 3 * startStride + LENGTH);
    FloatVector s40 = fromArray(SPECIES, m, start + 4 * startStride);
    FloatVector s41 = fromArray(SPECIES, m, start + 4 * startStride + LENGTH);
    FloatVector s50 = fromArray(SPECIES, m, start + 5 * startStride);
    FloatVector s51 = fromArray(SPECIES, m, start + 5 * startStride + LENGTH);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector b1 = fromArray(SPECIES, m, b + LENGTH);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      FloatVector x1 = broadcast(SPECIES, m[a + 1]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      FloatVector x2 = broadcast(SPECIES, m[a + 2]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      FloatVector x3 = broadcast(SPECIES, m[a + 3]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      FloatVector x4 = broadcast(SPECIES, m[a + 4]);
      s40 = x4.fma(b0, s40);
      s41 = x4.fma(b1, s41);
      FloatVector x5 = broadcast(SPECIES, m[a + 5]);
      s50 = x5.fma(b0, s50);
      s51 = x5.fma(b1, s51);
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
    s01.intoArray(m, y + LENGTH);
    s10.intoArray(m, y + yStride);
    s11.intoArray(m, y + yStride + LENGTH);
    s20.intoArray(m, y + 2 * yStride);
    s21.intoArray(m, y + 2 * yStride + LENGTH);
    s30.intoArray(m, y + 3 * yStride);
    s31.intoArray(m, y + 3 * yStride + LENGTH);
    s40.intoArray(m, y + 4 * yStride);
    s41.intoArray(m, y + 4 * yStride + LENGTH);
    s50.intoArray(m, y + 5 * yStride);
    s51.intoArray(m, y + 5 * yStride + LENGTH);
  }
}
