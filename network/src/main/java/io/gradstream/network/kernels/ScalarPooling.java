package io.gradstream.network.kernels;

/**
 * What {@code VectorPooling} must equal, bit for bit, and what it leaves the last channels to:
 * those from {@code first} on.
 */
final class ScalarPooling {

  private final float[] memory;

  ScalarPooling(float[] memory) {
    this.memory = memory;
  }

  void maxima(Taps taps, int first, int count, int rows, int columns, int x, int y) {
    for (int p = 0; p < count; p++) {
      for (int i = first; i < taps.run(); i++) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            largest = Math.max(largest, memory[taps.at(x, p, r, c) + i]);
          }
        }
        memory[y + p * taps.run() + i] = largest;
      }
    }
  }

  void maximaGradient(
      Taps taps, int first, int count, int rows, int columns, int x, int y, int d, int dx) {
    for (int p = 0; p < count; p++) {
      for (int i = first; i < taps.run(); i++) {
        float largest = memory[y + p * taps.run() + i];
        float left = memory[d + p * taps.run() + i];
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            float taken = memory[taps.at(x, p, r, c) + i] == largest ? left : 0f;
            add(taken, taps.at(dx, p, r, c) + i);
            left -= taken;
          }
        }
      }
    }
  }

  void sums(Taps taps, int first, int count, int rows, int columns, float share, int x, int y) {
    for (int p = 0; p < count; p++) {
      for (int i = first; i < taps.run(); i++) {
        float sum = 0f;
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            sum += memory[taps.at(x, p, r, c) + i];
          }
        }
        memory[y + p * taps.run() + i] = sum * share;
      }
    }
  }

  void spread(Taps taps, int first, int count, int rows, int columns, float share, int y, int x) {
    for (int p = 0; p < count; p++) {
      for (int i = first; i < taps.run(); i++) {
        float value = memory[y + p * taps.run() + i] * share;
        for (int r = 0; r < rows; r++) {
          for (int c = 0; c < columns; c++) {
            add(value, taps.at(x, p, r, c) + i);
          }
        }
      }
    }
  }

  private void add(float value, int x) {
    memory[x] = memory[x] + value;
  }
}
