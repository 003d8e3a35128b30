package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/** By the rules of {@link VectorKernels}. */
final class VectorRowKernels implements RowKernels {

  private final float[] memory;
  private final VectorColumns columns;
  private final ScalarRowKernels rest;

  VectorRowKernels(float[] memory) {
    this.memory = memory;
    columns = new VectorColumns(memory);
    rest = new ScalarRowKernels(memory);
  }

  @Override
  public void fillRows(int rows, int width, int bias, int z) {
    int j = 0;
    for (; j + 4 * LENGTH <= width; j += 4 * LENGTH) {
      columns.fillFour(rows, width, bias + j, z + j);
    }
    for (int row = 0; j < width && row < rows; row++) {
      copy(width - j, bias + j, z + row * width + j);
    }
  }

  @Override
  public void columnSums(int rows, int width, int d, int sums) {
    int j = 0;
    for (; j + 4 * LENGTH <= width; j += 4 * LENGTH) {
      columns.sumFour(rows, width, d + j, sums + j);
    }
    for (; j + LENGTH <= width; j += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int row = 0; row < rows; row++) {
        sum = sum.add(fromArray(SPECIES, memory, d + row * width + j));
      }
      sum.intoArray(memory, sums + j);
    }
    for (; j < width; j++) {
      float sum = 0f;
      for (int row = 0; row < rows; row++) {
        sum += memory[d + row * width + j];
      }
      memory[sums + j] = sum;
    }
  }

  @Override
  public void columnAbsoluteSums(int rows, int width, int x, int sums) {
    int whole = width - width % LENGTH;
    columns.absoluteSums(whole, rows, width, x, sums);
    rest.columns().absoluteSums(whole, rows, width, x, sums);
  }

  @Override
  public void columnSquares(int rows, int width, int x, int mean, int sums) {
    int whole = width - width % LENGTH;
    columns.squares(whole, rows, width, x, mean, sums);
    rest.columns().squares(whole, rows, width, x, mean, sums);
  }

  @Override
  public void columnProducts(int rows, int width, int x, int d, int sums) {
    int whole = width - width % LENGTH;
    columns.products(whole, rows, width, x, d, sums);
    rest.columns().products(whole, rows, width, x, d, sums);
  }

  @Override
  public void standardize(int rows, int width, int x, int mean, int scale, int y) {
    int whole = width - width % LENGTH;
    columns.standardize(whole, rows, width, x, mean, scale, y);
    rest.columns().standardize(whole, rows, width, x, mean, scale, y);
  }

  @Override
  public void scaleColumns(int rows, int width, int x, int scale, int offset, int y) {
    int whole = width - width % LENGTH;
    columns.scale(whole, rows, width, x, scale, offset, y);
    rest.columns().scale(whole, rows, width, x, scale, offset, y);
  }

  @Override
  public void addColumns(int rows, int width, int x, int scale, int y) {
    int whole = width - width % LENGTH;
    columns.add(whole, rows, width, x, scale, y);
    rest.columns().add(whole, rows, width, x, scale, y);
  }

  @Override
  public void copy(int n, int x, int y) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      fromArray(SPECIES, memory, x + i).intoArray(memory, y + i);
    }
    rest.copy(n - i, x + i, y + i);
  }

  @Override
  public void fill(int n, float value, int x) {
    FloatVector values = broadcast(SPECIES, value);
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      values.intoArray(memory, x + i);
    }
    rest.fill(n - i, value, x + i);
  }

  @Override
  public void add(int n, int x, int y) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      fromArray(SPECIES, memory, y + i)
          .add(fromArray(SPECIES, memory, x + i))
          .intoArray(memory, y + i);
    }
    rest.add(n - i, x + i, y + i);
  }

  @Override
  public void sum(int n, int x, int y, int z) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      fromArray(SPECIES, memory, x + i)
          .add(fromArray(SPECIES, memory, y + i))
          .intoArray(memory, z + i);
    }
    rest.sum(n - i, x + i, y + i, z + i);
  }

  @Override
  public void multiply(int n, int x, int y) {
    int i = 0;
    for (; i + LENGTH <= n; i += LENGTH) {
      fromArray(SPECIES, memory, y + i)
          .mul(fromArray(SPECIES, memory, x + i))
          .intoArray(memory, y + i);
    }
    rest.multiply(n - i, x + i, y + i);
  }
}
