package io.gradstream.network.kernels;

/** What {@code VectorColumns} must equal, bit for bit, and what it leaves over: some columns. */
final class ScalarColumns {

  private final float[] memory;

  ScalarColumns(float[] memory) {
    this.memory = memory;
  }

  /** Sums of the columns from {@code first} on, as are all here. */
  void absoluteSums(int first, int rows, int width, int x, int sums) {
    for (int j = first; j < width; j++) {
      float sum = 0f;
      for (int i = j; i < rows * width; i += width) {
        sum += Math.abs(memory[x + i]);
      }
      memory[sums + j] = sum;
    }
  }

  void squares(int first, int rows, int width, int x, int mean, int sums) {
    for (int j = first; j < width; j++) {
      float sum = 0f;
      for (int i = j; i < rows * width; i += width) {
        float difference = memory[x + i] - memory[mean + j];
        sum = Math.fma(difference, difference, sum);
      }
      memory[sums + j] = sum;
    }
  }

  void products(int first, int rows, int width, int x, int d, int sums) {
    for (int j = first; j < width; j++) {
      float sum = 0f;
      for (int i = j; i < rows * width; i += width) {
        sum = Math.fma(memory[x + i], memory[d + i], sum);
      }
      memory[sums + j] = sum;
    }
  }

  void standardize(int first, int rows, int width, int x, int mean, int scale, int y) {
    for (int row = 0; row < rows * width; row += width) {
      for (int j = first; j < width; j++) {
        float difference = memory[x + row + j] - memory[mean + j];
        memory[y + row + j] = difference * memory[scale + j];
      }
    }
  }

  void scale(int first, int rows, int width, int x, int scale, int offset, int y) {
    for (int row = 0; row < rows * width; row += width) {
      for (int j = first; j < width; j++) {
        float value = memory[x + row + j];
        memory[y + row + j] = Math.fma(value, memory[scale + j], memory[offset + j]);
      }
    }
  }

  void add(int first, int rows, int width, int x, int scale, int y) {
    for (int row = 0; row < rows * width; row += width) {
      for (int j = first; j < width; j++) {
        float value = memory[x + row + j];
        memory[y + row + j] = Math.fma(value, memory[scale + j], memory[y + row + j]);
      }
    }
  }
}
