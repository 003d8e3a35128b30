package io.gradstream.network;

import java.nio.FloatBuffer;

/**
 * The last rows of a signal. Where a mini-batch is small, each step copies its rows to a ring;
 * otherwise they are where the last step left them.
 */
final class RecentRows {

  static final int ROWS = 64;

  private final Signal signal;
  private final boolean copies;
  private final int ring; // [ROWS, width], workspace
  private int next; // row of the ring
  private int rows; // there are so many

  RecentRows(Signal signal, int batch, Layout layout) {
    this.signal = signal;
    copies = batch < ROWS && signal.shape().positions() == 1;
    ring = copies ? layout.workspace((long) ROWS * signal.width()) : signal.values();
  }

  Signal signal() {
    return signal;
  }

  /** After a step of so many rows. */
  void step(Kernels kernels, int n) {
    if (!copies) {
      rows = n;
      return;
    }
    int width = signal.width();
    int first = Math.min(n, ROWS - next);
    kernels.copy(first * width, signal.values(), ring + next * width);
    if (first < n) {
      kernels.copy((n - first) * width, signal.values() + first * width, ring);
    }
    next = (next + n) % ROWS;
    rows = Math.min(ROWS, rows + n);
  }

  void forget() {
    next = 0;
    rows = 0;
  }

  /** Rows and positions together. */
  int samples() {
    return rows * signal.shape().positions();
  }

  /** Units of which every value is zero. */
  int dead(FloatBuffer memory, int units) {
    boolean[] lives = new boolean[units];
    for (int i = 0; i < rows * signal.width(); i++) {
      lives[i % units] |= memory.get(ring + i) != 0f;
    }
    int dead = 0;
    for (boolean alive : lives) {
      dead += alive ? 0 : 1;
    }
    return rows == 0 ? 0 : dead;
  }

  /** The values of the first {@code n} samples: [n, last dimension]. */
  double[][] matrix(FloatBuffer memory, int n) {
    int width = signal.shape().last();
    double[][] matrix = new double[n][width];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < width; j++) {
        matrix[i][j] = memory.get(ring + i * width + j);
      }
    }
    return matrix;
  }
}
