package io.gradstream.network;

import static io.gradstream.network.Kernels.LANES;
import static io.gradstream.network.VectorKernels.ORDER;
import static io.gradstream.network.VectorKernels.SPECIES;
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
