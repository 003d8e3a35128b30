package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/** By the rules of {@link VectorKernels}. */
final class VectorRowKernels implements RowKernels {

  private final ByteBuffer memory;
  private final VectorColumns columns;
  private final ScalarRowKernels rest;

  VectorRowKernels(ByteBuffer memory) {
    this.memory = memory;
    columns = new VectorColumns(memory);
    rest = new ScalarRowKernels(memory);
  }

  @Override
  public void fillRows(int rows, int width, int bias, int z) {
    int j = 0;
    for (; j + 4 * LANES <= width; j += 4 * LANES) {
      columns.fillFour(rows, width, bias + j, z + j);
    }
    for (int row = 0; j < width && row < rows; row++) {
      copy(width - j, bias + j, z + row * width + j);
    }
  }

  @Override
  public void columnSums(int rows, int width, int d, int sums) {
    int j = 0;
    for (; j + 4 * LANES <= width; j += 4 * LANES) {
      columns.sumFour(rows, width, d + j, sums + j);
    }
    for (; j + LANES <= width; j += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int row = 0; row < rows; row++) {
        sum = sum.add(fromByteBuffer(SPECIES, memory, (d + row * width + j) * Float.BYTES, ORDER));
      }
      sum.intoByteBuffer(memory, (sums + j) * Float.BYTES, ORDER);
    }
    for (; j < width; j++) {
      float sum = 0f;
      for (int row = 0; row < rows; row++) {
        sum += memory.getFloat((d + row * width + j) * Float.BYTES);
      }
      memory.putFloat((sums + j) * Float.BYTES, sum);
    }
  }

  @Override
  public void columnAbsoluteSums(int rows, int width, int x, int sums) {
    int whole = width - width % LANES;
    columns.absoluteSums(whole, rows, width, x, sums);
    rest.columns().absoluteSums(whole, rows, width, x, sums);
  }

  @Override
  public void columnSquares(int rows, int width, int x, int mean, int sums) {
    int whole = width - width % LANES;
    columns.squares(whole, rows, width, x, mean, sums);
    rest.columns().squares(whole, rows, width, x, mean, sums);
  }

  @Override
  public void columnProducts(int rows, int width, int x, int d, int sums) {
    int whole = width - width % LANES;
    columns.products(whole, rows, width, x, d, sums);
    rest.columns().products(whole, rows, width, x, d, sums);
  }

  @Override
  public void standardize(int rows, int width, int x, int mean, int scale, int y) {
    int whole = width - width % LANES;
    columns.standardize(whole, rows, width, x, mean, scale, y);
    rest.columns().standardize(whole, rows, width, x, mean, scale, y);
  }

  @Override
  public void scaleColumns(int rows, int width, int x, int scale, int offset, int y) {
    int whole = width - width % LANES;
    columns.scale(whole, rows, width, x, scale, offset, y);
    rest.columns().scale(whole, rows, width, x, scale, offset, y);
  }

  @Override
  public void addColumns(int rows, int width, int x, int scale, int y) {
    int whole = width - width % LANES;
    columns.add(whole, rows, width, x, scale, y);
    rest.columns().add(whole, rows, width, x, scale, y);
  }

  @Override
  public void copy(int n, int x, int y) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
          .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
    }
    rest.copy(n - i, x + i, y + i);
  }

  @Override
  public void fill(int n, float value, int x) {
    FloatVector values = broadcast(SPECIES, value);
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      values.intoByteBuffer(memory, (x + i) * Float.BYTES, ORDER);
    }
    rest.fill(n - i, value, x + i);
  }

  @Override
  public void add(int n, int x, int y) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER)
          .add(fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
    }
    rest.add(n - i, x + i, y + i);
  }

  @Override
  public void sum(int n, int x, int y, int z) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
          .add(fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (z + i) * Float.BYTES, ORDER);
    }
    rest.sum(n - i, x + i, y + i, z + i);
  }

  @Override
  public void multiply(int n, int x, int y) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER)
          .mul(fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
    }
    rest.multiply(n - i, x + i, y + i);
  }
}
