package io.gradstream.network.products;

/** Blocks of a product by their shape. */
final class VectorBlocks {

  private VectorBlocks() {}

  /** Always 1: see {@code VectorSources}. */
  private static final int[] STEP = {1};

  /** y = start + a b; a [rows, depth], b [depth, vectors]. */
  static void plain(
      int rows,
      int vectors,
      float[] m,
      int depth,
      int a,
      int aStride,
      int b,
      int bStride,
      int s,
      int sStride,
      int y,
      int yStride) {
    int step = STEP[0];
    switch (10 * rows + vectors) {
      case 61 -> VectorBlocks6.by1(m, depth, a, aStride, step, b, bStride, s, sStride, y, yStride);
      case 62 -> VectorBlocks6.by2(m, depth, a, aStride, step, b, bStride, s, sStride, y, yStride);
      case 41 -> VectorBlocks4.by1(m, depth, a, aStride, step, b, bStride, s, sStride, y, yStride);
      case 42 -> VectorBlocks4.by2(m, depth, a, aStride, step, b, bStride, s, sStride, y, yStride);
      case 43 -> VectorBlocks4.by3(m, depth, a, aStride, step, b, bStride, s, sStride, y, yStride);
      case 44 -> VectorBlocks4.by4(m, depth, a, aStride, step, b, bStride, s, sStride, y, yStride);
      case 21 -> VectorBlocks2.by1(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 22 -> VectorBlocks2.by2(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 24 -> VectorBlocks2.by4(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 11 -> VectorBlocks1.by1(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 12 -> VectorBlocks1.by2(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 14 -> VectorBlocks1.by4(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 18 -> VectorBlocks1.by8(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      default -> throw new IllegalArgumentException(rows + " x " + vectors);
    }
  }

  /** y = start + a' b; a [depth, rows], b [depth, vectors]. */
  static void turned(
      int rows,
      int vectors,
      float[] m,
      int depth,
      int a,
      int aStride,
      int b,
      int bStride,
      int s,
      int sStride,
      int y,
      int yStride) {
    switch (10 * rows + vectors) {
      case 61 -> VectorTurned6.by1(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 62 -> VectorTurned6.by2(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 41 -> VectorTurned4.by1(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 42 -> VectorTurned4.by2(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 43 -> VectorTurned4.by3(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 44 -> VectorTurned4.by4(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 21 -> VectorTurned2.by1(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 22 -> VectorTurned2.by2(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 24 -> VectorTurned2.by4(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 11 -> VectorTurned1.by1(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 12 -> VectorTurned1.by2(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 14 -> VectorTurned1.by4(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      case 18 -> VectorTurned1.by8(m, depth, a, aStride, b, bStride, s, sStride, y, yStride);
      default -> throw new IllegalArgumentException(rows + " x " + vectors);
    }
  }
}
