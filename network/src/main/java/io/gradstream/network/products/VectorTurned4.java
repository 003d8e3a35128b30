package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** y = start + a' b, in blocks of 4 rows; a [depth, rows]. Written by {@code VectorSources}. */
final class VectorTurned4 {
  private VectorTurned4() {}

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
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
    s10.intoArray(m, y + yStride);
    s20.intoArray(m, y + 2 * yStride);
    s30.intoArray(m, y + 3 * yStride);
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
  }

  static void by3(
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
    FloatVector s10 = fromArray(SPECIES, m, start + startStride);
    FloatVector s11 = fromArray(SPECIES, m, start + startStride + LENGTH);
    FloatVector s12 = fromArray(SPECIES, m, start + startStride + 2 * LENGTH);
    FloatVector s20 = fromArray(SPECIES, m, start + 2 * startStride);
    FloatVector s21 = fromArray(SPECIES, m, start + 2 * startStride + LENGTH);
    FloatVector s22 = fromArray(SPECIES, m, start + 2 * startStride + 2 * LENGTH);
    FloatVector s30 = fromArray(SPECIES, m, start + 3 * startStride);
    FloatVector s31 = fromArray(SPECIES, m, start + 3 * startStride + LENGTH);
    FloatVector s32 = fromArray(SPECIES, m, start + 3 * startStride + 2 * LENGTH);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector b1 = fromArray(SPECIES, m, b + LENGTH);
      FloatVector b2 = fromArray(SPECIES, m, b + 2 * LENGTH);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      s02 = x0.fma(b2, s02);
      FloatVector x1 = broadcast(SPECIES, m[a + 1]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      s12 = x1.fma(b2, s12);
      FloatVector x2 = broadcast(SPECIES, m[a + 2]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      s22 = x2.fma(b2, s22);
      FloatVector x3 = broadcast(SPECIES, m[a + 3]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      s32 = x3.fma(b2, s32);
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
    s01.intoArray(m, y + LENGTH);
    s02.intoArray(m, y + 2 * LENGTH);
    s10.intoArray(m, y + yStride);
    s11.intoArray(m, y + yStride + LENGTH);
    s12.intoArray(m, y + yStride + 2 * LENGTH);
    s20.intoArray(m, y + 2 * yStride);
    s21.intoArray(m, y + 2 * yStride + LENGTH);
    s22.intoArray(m, y + 2 * yStride + 2 * LENGTH);
    s30.intoArray(m, y + 3 * yStride);
    s31.intoArray(m, y + 3 * yStride + LENGTH);
    s32.intoArray(m, y + 3 * yStride + 2 * LENGTH);
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
    FloatVector s20 = fromArray(SPECIES, m, start + 2 * startStride);
    FloatVector s21 = fromArray(SPECIES, m, start + 2 * startStride + LENGTH);
    FloatVector s22 = fromArray(SPECIES, m, start + 2 * startStride + 2 * LENGTH);
    FloatVector s23 = fromArray(SPECIES, m, start + 2 * startStride + 3 * LENGTH);
    FloatVector s30 = fromArray(SPECIES, m, start + 3 * startStride);
    FloatVector s31 = fromArray(SPECIES, m, start + 3 * startStride + LENGTH);
    FloatVector s32 = fromArray(SPECIES, m, start + 3 * startStride + 2 * LENGTH);
    FloatVector s33 = fromArray(SPECIES, m, start + 3 * startStride + 3 * LENGTH);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector b1 = fromArray(SPECIES, m, b + LENGTH);
      FloatVector b2 = fromArray(SPECIES, m, b + 2 * LENGTH);
      FloatVector b3 = fromArray(SPECIES, m, b + 3 * LENGTH);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      s02 = x0.fma(b2, s02);
      s03 = x0.fma(b3, s03);
      FloatVector x1 = broadcast(SPECIES, m[a + 1]);
      s10 = x1.fma(b0, s10);
      s11 = x1.fma(b1, s11);
      s12 = x1.fma(b2, s12);
      s13 = x1.fma(b3, s13);
      FloatVector x2 = broadcast(SPECIES, m[a + 2]);
      s20 = x2.fma(b0, s20);
      s21 = x2.fma(b1, s21);
      s22 = x2.fma(b2, s22);
      s23 = x2.fma(b3, s23);
      FloatVector x3 = broadcast(SPECIES, m[a + 3]);
      s30 = x3.fma(b0, s30);
      s31 = x3.fma(b1, s31);
      s32 = x3.fma(b2, s32);
      s33 = x3.fma(b3, s33);
      a += aStride;
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
    s20.intoArray(m, y + 2 * yStride);
    s21.intoArray(m, y + 2 * yStride + LENGTH);
    s22.intoArray(m, y + 2 * yStride + 2 * LENGTH);
    s23.intoArray(m, y + 2 * yStride + 3 * LENGTH);
    s30.intoArray(m, y + 3 * yStride);
    s31.intoArray(m, y + 3 * yStride + LENGTH);
    s32.intoArray(m, y + 3 * yStride + 2 * LENGTH);
    s33.intoArray(m, y + 3 * yStride + 3 * LENGTH);
  }
}
