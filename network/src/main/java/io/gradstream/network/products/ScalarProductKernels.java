package io.gradstream.network.products;

import static io.gradstream.network.kernels.Kernels.LANES;

import io.gradstream.network.kernels.FloatMath;
import java.util.Arrays;

/** What {@code VectorProductKernels} must equal, bit for bit. */
final class ScalarProductKernels implements ProductKernels {

  private final float[] memory;
  private final float[] lanes = new float[LANES];

  ScalarProductKernels(float[] memory) {
    this.memory = memory;
  }

  @Override
  public void product(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    for (int r = 0; r < rows; r++) {
      begin(out, start, start + r * startStride, y + r * yStride);
      for (int k = 0; k < in; k++) {
        add(out, memory[a + r * aStride + k], b + k * bStride, y + r * yStride);
      }
    }
  }

  @Override
  public void transposedLeft(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    for (int r = 0; r < rows; r++) {
      begin(out, start, start + r * startStride, y + r * yStride);
      for (int k = 0; k < in; k++) {
        add(out, memory[a + k * aStride + r], b + k * bStride, y + r * yStride);
      }
    }
  }

  private void begin(int n, int start, int from, int y) {
    if (start == NOTHING) {
      Arrays.fill(memory, y, y + n, 0f);
    } else if (from != y) {
      System.arraycopy(memory, from, memory, y, n);
    }
  }

  /** y += factor x. */
  private void add(int n, float factor, int x, int y) {
    for (int j = 0; j < n; j++) {
      memory[y + j] = Math.fma(factor, memory[x + j], memory[y + j]);
    }
  }

  @Override
  public void transposedRight(
      int rows,
      int in,
      int out,
      int a,
      int aStride,
      int b,
      int bStride,
      int start,
      int startStride,
      int y,
      int yStride) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < out; j++) {
        float first = start == NOTHING ? 0f : memory[start + r * startStride + j];
        int x = a + r * aStride;
        int row = b + j * bStride;
        memory[y + r * yStride + j] =
            rows < ROWS_OF_CHAINS ? first + dot(in, x, row) : chain(in, x, row, first);
      }
    }
  }

  @Override
  public void transpose(int rows, int columns, int x, int y) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        memory[y + j * rows + i] = memory[x + i * columns + j];
      }
    }
  }

  private float chain(int n, int x, int y, float start) {
    float sum = start;
    for (int k = 0; k < n; k++) {
      sum = Math.fma(memory[x + k], memory[y + k], sum);
    }
    return sum;
  }

  private float dot(int n, int x, int y) {
    Arrays.fill(lanes, 0f);
    for (int k = 0; k < n; k++) {
      lanes[k % LANES] = Math.fma(memory[x + k], memory[y + k], lanes[k % LANES]);
    }
    return FloatMath.fold(lanes, 0);
  }
}
