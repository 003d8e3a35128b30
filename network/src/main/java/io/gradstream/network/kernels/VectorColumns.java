package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * What treats each column of a matrix alike, eight columns at a time, by the rules of {@link
 * VectorKernels}: of the first {@code whole} columns, a multiple of {@link Kernels#LANES}.
 */
final class VectorColumns {

  private final ByteBuffer memory;

  VectorColumns(ByteBuffer memory) {
    this.memory = memory;
  }

  /** Four times eight columns: y = the bias in each row. */
  void fillFour(int rows, int width, int bias, int y) {
    FloatVector bias0 = fromByteBuffer(SPECIES, memory, bias * Float.BYTES, ORDER);
    FloatVector bias1 = fromByteBuffer(SPECIES, memory, (bias + LANES) * Float.BYTES, ORDER);
    FloatVector bias2 = fromByteBuffer(SPECIES, memory, (bias + 2 * LANES) * Float.BYTES, ORDER);
    FloatVector bias3 = fromByteBuffer(SPECIES, memory, (bias + 3 * LANES) * Float.BYTES, ORDER);
    for (int i = y; i < y + rows * width; i += width) {
      bias0.intoByteBuffer(memory, i * Float.BYTES, ORDER);
      bias1.intoByteBuffer(memory, (i + LANES) * Float.BYTES, ORDER);
      bias2.intoByteBuffer(memory, (i + 2 * LANES) * Float.BYTES, ORDER);
      bias3.intoByteBuffer(memory, (i + 3 * LANES) * Float.BYTES, ORDER);
    }
  }

  /** Four times eight columns, because a sum waits for the one before it. */
  void sumFour(int rows, int width, int x, int sums) {
    FloatVector sum0 = zero(SPECIES);
    FloatVector sum1 = zero(SPECIES);
    FloatVector sum2 = zero(SPECIES);
    FloatVector sum3 = zero(SPECIES);
    for (int i = x; i < x + rows * width; i += width) {
      sum0 = sum0.add(fromByteBuffer(SPECIES, memory, i * Float.BYTES, ORDER));
      sum1 = sum1.add(fromByteBuffer(SPECIES, memory, (i + LANES) * Float.BYTES, ORDER));
      sum2 = sum2.add(fromByteBuffer(SPECIES, memory, (i + 2 * LANES) * Float.BYTES, ORDER));
      sum3 = sum3.add(fromByteBuffer(SPECIES, memory, (i + 3 * LANES) * Float.BYTES, ORDER));
    }
    sum0.intoByteBuffer(memory, sums * Float.BYTES, ORDER);
    sum1.intoByteBuffer(memory, (sums + LANES) * Float.BYTES, ORDER);
    sum2.intoByteBuffer(memory, (sums + 2 * LANES) * Float.BYTES, ORDER);
    sum3.intoByteBuffer(memory, (sums + 3 * LANES) * Float.BYTES, ORDER);
  }

  void absoluteSums(int whole, int rows, int width, int x, int sums) {
    for (int j = 0; j < whole; j += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int i = j; i < rows * width; i += width) {
        sum = sum.add(fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER).abs());
      }
      sum.intoByteBuffer(memory, (sums + j) * Float.BYTES, ORDER);
    }
  }

  void squares(int whole, int rows, int width, int x, int mean, int sums) {
    for (int j = 0; j < whole; j += LANES) {
      FloatVector middle = fromByteBuffer(SPECIES, memory, (mean + j) * Float.BYTES, ORDER);
      FloatVector sum = zero(SPECIES);
      for (int i = j; i < rows * width; i += width) {
        FloatVector difference =
            fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER).sub(middle);
        sum = difference.fma(difference, sum);
      }
      sum.intoByteBuffer(memory, (sums + j) * Float.BYTES, ORDER);
    }
  }

  void products(int whole, int rows, int width, int x, int d, int sums) {
    for (int j = 0; j < whole; j += LANES) {
      FloatVector sum = zero(SPECIES);
      for (int i = j; i < rows * width; i += width) {
        sum =
            fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
                .fma(fromByteBuffer(SPECIES, memory, (d + i) * Float.BYTES, ORDER), sum);
      }
      sum.intoByteBuffer(memory, (sums + j) * Float.BYTES, ORDER);
    }
  }

  void standardize(int whole, int rows, int width, int x, int mean, int scale, int y) {
    for (int j = 0; j < whole; j += LANES) {
      FloatVector middle = fromByteBuffer(SPECIES, memory, (mean + j) * Float.BYTES, ORDER);
      FloatVector factor = fromByteBuffer(SPECIES, memory, (scale + j) * Float.BYTES, ORDER);
      for (int i = j; i < rows * width; i += width) {
        fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
            .sub(middle)
            .mul(factor)
            .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
      }
    }
  }

  void scale(int whole, int rows, int width, int x, int scale, int offset, int y) {
    for (int j = 0; j < whole; j += LANES) {
      FloatVector factor = fromByteBuffer(SPECIES, memory, (scale + j) * Float.BYTES, ORDER);
      FloatVector more = fromByteBuffer(SPECIES, memory, (offset + j) * Float.BYTES, ORDER);
      for (int i = j; i < rows * width; i += width) {
        fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
            .fma(factor, more)
            .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
      }
    }
  }

  void add(int whole, int rows, int width, int x, int scale, int y) {
    for (int j = 0; j < whole; j += LANES) {
      FloatVector factor = fromByteBuffer(SPECIES, memory, (scale + j) * Float.BYTES, ORDER);
      for (int i = j; i < rows * width; i += width) {
        fromByteBuffer(SPECIES, memory, (x + i) * Float.BYTES, ORDER)
            .fma(factor, fromByteBuffer(SPECIES, memory, (y + i) * Float.BYTES, ORDER))
            .intoByteBuffer(memory, (y + i) * Float.BYTES, ORDER);
      }
    }
  }
}
