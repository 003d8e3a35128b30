package io.gradstream.network.products;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** y = start + a' b, row by row; a [depth, rows]. Written by {@code VectorSources}. */
final class VectorTurned1 {
  private VectorTurned1() {}

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
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
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
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector b1 = fromArray(SPECIES, m, b + LENGTH);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
    s01.intoArray(m, y + LENGTH);
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
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
    s01.intoArray(m, y + LENGTH);
    s02.intoArray(m, y + 2 * LENGTH);
    s03.intoArray(m, y + 3 * LENGTH);
  }

  static void by8(
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
    FloatVector s04 = fromArray(SPECIES, m, start + 4 * LENGTH);
    FloatVector s05 = fromArray(SPECIES, m, start + 5 * LENGTH);
    FloatVector s06 = fromArray(SPECIES, m, start + 6 * LENGTH);
    FloatVector s07 = fromArray(SPECIES, m, start + 7 * LENGTH);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = fromArray(SPECIES, m, b);
      FloatVector b1 = fromArray(SPECIES, m, b + LENGTH);
      FloatVector b2 = fromArray(SPECIES, m, b + 2 * LENGTH);
      FloatVector b3 = fromArray(SPECIES, m, b + 3 * LENGTH);
      FloatVector b4 = fromArray(SPECIES, m, b + 4 * LENGTH);
      FloatVector b5 = fromArray(SPECIES, m, b + 5 * LENGTH);
      FloatVector b6 = fromArray(SPECIES, m, b + 6 * LENGTH);
      FloatVector b7 = fromArray(SPECIES, m, b + 7 * LENGTH);
      FloatVector x0 = broadcast(SPECIES, m[a]);
      s00 = x0.fma(b0, s00);
      s01 = x0.fma(b1, s01);
      s02 = x0.fma(b2, s02);
      s03 = x0.fma(b3, s03);
      s04 = x0.fma(b4, s04);
      s05 = x0.fma(b5, s05);
      s06 = x0.fma(b6, s06);
      s07 = x0.fma(b7, s07);
      a += aStride;
      b += bStride;
    }
    s00.intoArray(m, y);
    s01.intoArray(m, y + LENGTH);
    s02.intoArray(m, y + 2 * LENGTH);
    s03.intoArray(m, y + 3 * LENGTH);
    s04.intoArray(m, y + 4 * LENGTH);
    s05.intoArray(m, y + 5 * LENGTH);
    s06.intoArray(m, y + 6 * LENGTH);
    s07.intoArray(m, y + 7 * LENGTH);
  }
}
