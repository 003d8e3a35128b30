package io.gradstream.network.plasticity;

import io.gradstream.network.memory.Signal;

/**
 * Recent rows of a signal. Each step copies an eighth of its mini-batch, at least one row, to a
 * ring, on the heap since only a network that learns has one. Rows of several positions or of many
 * values are too large for that: the last mini-batch's are read where the step left them.
 */
final class RecentRows {

  static final int ROWS = 128;

  private static final int ONE_IN = 8; // rows of a mini-batch
  private static final int WIDEST = 1024; // values of a row that is copied: 512 KiB of ring

  private final Signal signal;
  private final boolean copies;
  private float[] ring; // [ROWS, width], from the first step on
  private int next; // row of the ring
  private int rows; // there are so many

  RecentRows(Signal signal) {
    this.signal = signal;
    copies = signal.shape().positions() == 1 && signal.width() <= WIDEST;
  }

  Signal signal() {
    return signal;
  }

  /** After a step of so many rows. */
  void step(float[] memory, int batch) {
    if (copies) {
      copy(memory, Math.min(ROWS, Math.max(1, batch / ONE_IN)));
    } else {
      rows = batch;
    }
  }

  private void copy(float[] memory, int n) {
    int width = signal.width();
    if (ring == null) {
      ring = new float[ROWS * width];
    }
    int first = Math.min(n, ROWS - next);
    System.arraycopy(memory, signal.values(), ring, next * width, first * width);
    System.arraycopy(memory, signal.values() + first * width, ring, 0, (n - first) * width);
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

  /** Units of which every value is zero; none when there is no row. */
  int dead(float[] memory, int units) {
    boolean[] lives = new boolean[units];
    for (int i = 0; i < rows * signal.width(); i++) {
      lives[i % units] |= value(memory, i) != 0f;
    }
    int dead = 0;
    for (boolean alive : lives) {
      dead += alive || rows == 0 ? 0 : 1;
    }
    return dead;
  }

  /** The first {@code n} samples: [n, last dimension]. */
  double[][] matrix(float[] memory, int n) {
    int width = signal.shape().last();
    double[][] matrix = new double[n][width];
    for (int i = 0; i < n * width; i++) {
      matrix[i / width][i % width] = value(memory, i);
    }
    return matrix;
  }

  private float value(float[] memory, int i) {
    return copies ? ring[i] : memory[signal.values() + i];
  }
}
