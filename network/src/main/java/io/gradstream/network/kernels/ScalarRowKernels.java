package io.gradstream.network.kernels;

/** What {@code VectorRowKernels} must equal, bit for bit. */
final class ScalarRowKernels implements RowKernels {

  private final float[] memory;
  private final ScalarColumns columns;

  ScalarRowKernels(float[] memory) {
    this.memory = memory;
    columns = new ScalarColumns(memory);
  }

  @Override
  public void fillRows(int rows, int width, int bias, int z) {
    for (int row = 0; row < rows; row++) {
      copy(width, bias, z + row * width);
    }
  }

  @Override
  public void columnSums(int rows, int width, int d, int sums) {
    for (int j = 0; j < width; j++) {
      float sum = 0f;
      for (int row = 0; row < rows; row++) {
        sum += memory[d + row * width + j];
      }
      memory[sums + j] = sum;
    }
  }

  @Override
  public void columnAbsoluteSums(int rows, int width, int x, int sums) {
    columns.absoluteSums(0, rows, width, x, sums);
  }

  @Override
  public void columnSquares(int rows, int width, int x, int mean, int sums) {
    columns.squares(0, rows, width, x, mean, sums);
  }

  @Override
  public void columnProducts(int rows, int width, int x, int d, int sums) {
    columns.products(0, rows, width, x, d, sums);
  }

  @Override
  public void standardize(int rows, int width, int x, int mean, int scale, int y) {
    columns.standardize(0, rows, width, x, mean, scale, y);
  }

  @Override
  public void scaleColumns(int rows, int width, int x, int scale, int offset, int y) {
    columns.scale(0, rows, width, x, scale, offset, y);
  }

  @Override
  public void addColumns(int rows, int width, int x, int scale, int y) {
    columns.add(0, rows, width, x, scale, y);
  }

  @Override
  public void copy(int n, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory[y + i] = memory[x + i];
    }
  }

  @Override
  public void fill(int n, float value, int x) {
    for (int i = x; i < x + n; i++) {
      memory[i] = value;
    }
  }

  @Override
  public void add(int n, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory[y + i] = memory[y + i] + memory[x + i];
    }
  }

  @Override
  public void sum(int n, int x, int y, int z) {
    for (int i = 0; i < n; i++) {
      memory[z + i] = memory[x + i] + memory[y + i];
    }
  }

  @Override
  public void multiply(int n, int x, int y) {
    for (int i = 0; i < n; i++) {
      memory[y + i] = memory[y + i] * memory[x + i];
    }
  }

  /** For what is left over of a matrix. */
  ScalarColumns columns() {
    return columns;
  }
}
