package io.gradstream.network.products;

import io.gradstream.network.kernels.Kernels;

/**
 * How much scratch products want, as if vectors were as wide as they may be: a network needs the
 * same memory on every machine. With less they are slower; with any their bits are the same.
 */
final class ProductScratch {

  /** Rows of a panel at most: with two vectors a row it stays in the first cache. */
  static final int DEEP = 256;

  /** Rows of a left operand that are turned at a time; an odd number of cache lines. */
  static final int TURNED_ROWS = 240;

  /** Fewer rows are not turned. */
  static final int LEAST_ROWS = 6;

  /** Floats of what is turned at most: 4 MB stay in a cache. */
  private static final long MOST_TURNED = 1 << 20;

  private ProductScratch() {}

  /** Floats for the three products of a layer: y = x w, g = x' d, dx = d w'. */
  static int floats(int rows, int in, int out) {
    int deepest = Math.min(DEEP, Math.max(rows, Math.max(in, out)));
    long turned = Math.min(MOST_TURNED, (long) Math.min(rows, turnedRows(in, out)) * (in + out));
    int left = rows < LEAST_ROWS ? 0 : Math.min(rows, TURNED_ROWS) * deepest; // of a
    long room = Math.max(turned, left);
    return (int) Math.min(Integer.MAX_VALUE, fixed() + (long) deepest * panelWidth() + room);
  }

  /** Without a panel: zeros, a tile and the lanes of dots. */
  static int fixed() {
    return 8 * Kernels.LANES + 16 * Kernels.LANES + 8 * Kernels.LANES;
  }

  /** With a panel of one row. */
  static int least() {
    return fixed() + panelWidth();
  }

  static int panelWidth() {
    return 2 * Kernels.LANES;
  }

  /** Rows up to which it costs less to turn d and the result than to turn w. */
  static int turnedRows(int in, int out) {
    return (int) Math.min(Integer.MAX_VALUE, ((long) in * out - 1) / Math.max(1, in + out));
  }
}
