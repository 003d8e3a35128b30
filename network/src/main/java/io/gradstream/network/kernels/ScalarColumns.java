package io.gradstream.network.kernels;

import java.nio.FloatBuffer;

/** What {@code VectorColumns} must equal, bit for bit, and what it leaves over: some columns. */
final class ScalarColumns {

  private final FloatBuffer memory;

  ScalarColumns(FloatBuffer memory) {
    this.memory = memory;
  }

  /** Sums of the columns from {@code first} on, as are all here. */
  void absoluteSums(int first, int rows, int width, int x, int sums) {
    for (int j = first; j < width; j++) {
      float sum = 0f;
      for (int i = j; i < rows * width; i += width) {
        sum += Math.abs(memory.get(x + i));
      }
      memory.put(sums + j, sum);
    }
  }

  void squares(int first, int rows, int width, int x, int mean, int sums) {
    for (int j = first; j < width; j++) {
      float sum = 0f;
      for (int i = j; i < rows * width; i += width) {
        float difference = memory.get(x + i) - memory.get(mean + j);
        sum = Math.fma(difference, difference, sum);
      }
      memory.put(sums + j, sum);
    }
  }

  void products(int first, int rows, int width, int x, int d, int sums) {
    for (int j = first; j < width; j++) {
      float sum = 0f;
      for (int i = j; i < rows * width; i += width) {
        sum = Math.fma(memory.get(x + i), memory.get(d + i), sum);
      }
      memory.put(sums + j, sum);
    }
  }

  void standardize(int first, int rows, int width, int x, int mean, int scale, int y) {
    for (int row = 0; row < rows * width; row += width) {
      for (int j = first; j < width; j++) {
        float difference = memory.get(x + row + j) - memory.get(mean + j);
        memory.put(y + row + j, difference * memory.get(scale + j));
      }
    }
  }

  void scale(int first, int rows, int width, int x, int scale, int offset, int y) {
    for (int row = 0; row < rows * width; row += width) {
      for (int j = first; j < width; j++) {
        float value = memory.get(x + row + j);
        memory.put(y + row + j, Math.fma(value, memory.get(scale + j), memory.get(offset + j)));
      }
    }
  }

  void add(int first, int rows, int width, int x, int scale, int y) {
    for (int row = 0; row < rows * width; row += width) {
      for (int j = first; j < width; j++) {
        float value = memory.get(x + row + j);
        memory.put(y + row + j, Math.fma(value, memory.get(scale + j), memory.get(y + row + j)));
      }
    }
  }
}
