package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;

import jdk.incubator.vector.FloatVector;

/**
 * What treats each column of a matrix alike, a vector of columns at a time, by the rules of {@link
 * VectorKernels}: of the first {@code whole} columns, a multiple of {@link VectorKernels#LENGTH}.
 */
final class VectorColumns {

  private final float[] memory;

  VectorColumns(float[] memory) {
    this.memory = memory;
  }

  /** Four vectors of columns: y = the bias in each row. */
  void fillFour(int rows, int width, int bias, int y) {
    FloatVector bias0 = fromArray(SPECIES, memory, bias);
    FloatVector bias1 = fromArray(SPECIES, memory, bias + LENGTH);
    FloatVector bias2 = fromArray(SPECIES, memory, bias + 2 * LENGTH);
    FloatVector bias3 = fromArray(SPECIES, memory, bias + 3 * LENGTH);
    for (int i = y; i < y + rows * width; i += width) {
      bias0.intoArray(memory, i);
      bias1.intoArray(memory, i + LENGTH);
      bias2.intoArray(memory, i + 2 * LENGTH);
      bias3.intoArray(memory, i + 3 * LENGTH);
    }
  }

  /** Four vectors of columns, because a sum waits for the one before it. */
  void sumFour(int rows, int width, int x, int sums) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    for (int i = x; i < x + rows * width; i += width) {
      sum0 = sum0.add(fromArray(SPECIES, memory, i));
      sum1 = sum1.add(fromArray(SPECIES, memory, i + LENGTH));
      sum2 = sum2.add(fromArray(SPECIES, memory, i + 2 * LENGTH));
      sum3 = sum3.add(fromArray(SPECIES, memory, i + 3 * LENGTH));
    }
    sum0.intoArray(memory, sums);
    sum1.intoArray(memory, sums + LENGTH);
    sum2.intoArray(memory, sums + 2 * LENGTH);
    sum3.intoArray(memory, sums + 3 * LENGTH);
  }

  void absoluteSums(int whole, int rows, int width, int x, int sums) {
    for (int j = 0; j < whole; j += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int i = j; i < rows * width; i += width) {
        sum = sum.add(fromArray(SPECIES, memory, x + i).abs());
      }
      sum.intoArray(memory, sums + j);
    }
  }

  void squares(int whole, int rows, int width, int x, int mean, int sums) {
    for (int j = 0; j < whole; j += LENGTH) {
      FloatVector middle = fromArray(SPECIES, memory, mean + j);
      FloatVector sum = zero(SPECIES);
      for (int i = j; i < rows * width; i += width) {
        FloatVector difference = fromArray(SPECIES, memory, x + i).sub(middle);
        sum = difference.fma(difference, sum);
      }
      sum.intoArray(memory, sums + j);
    }
  }

  void products(int whole, int rows, int width, int x, int d, int sums) {
    for (int j = 0; j < whole; j += LENGTH) {
      FloatVector sum = zero(SPECIES);
      for (int i = j; i < rows * width; i += width) {
        sum = fromArray(SPECIES, memory, x + i).fma(fromArray(SPECIES, memory, d + i), sum);
      }
      sum.intoArray(memory, sums + j);
    }
  }

  void standardize(int whole, int rows, int width, int x, int mean, int scale, int y) {
    for (int j = 0; j < whole; j += LENGTH) {
      FloatVector middle = fromArray(SPECIES, memory, mean + j);
      FloatVector factor = fromArray(SPECIES, memory, scale + j);
      for (int i = j; i < rows * width; i += width) {
        fromArray(SPECIES, memory, x + i).sub(middle).mul(factor).intoArray(memory, y + i);
      }
    }
  }

  void scale(int whole, int rows, int width, int x, int scale, int offset, int y) {
    for (int j = 0; j < whole; j += LENGTH) {
      FloatVector factor = fromArray(SPECIES, memory, scale + j);
      FloatVector more = fromArray(SPECIES, memory, offset + j);
      for (int i = j; i < rows * width; i += width) {
        fromArray(SPECIES, memory, x + i).fma(factor, more).intoArray(memory, y + i);
      }
    }
  }

  void add(int whole, int rows, int width, int x, int scale, int y) {
    for (int j = 0; j < whole; j += LENGTH) {
      FloatVector factor = fromArray(SPECIES, memory, scale + j);
      for (int i = j; i < rows * width; i += width) {
        fromArray(SPECIES, memory, x + i)
            .fma(factor, fromArray(SPECIES, memory, y + i))
            .intoArray(memory, y + i);
      }
    }
  }
}
