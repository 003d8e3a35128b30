package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.ORDER;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.EQ;

import java.nio.ByteBuffer;
import jdk.incubator.vector.FloatVector;

/**
 * Pooling, eight channels at a time, by the rules of {@link VectorKernels}. What is left of the
 * channels goes to the scalar twin. One loop for the rows and columns of a window: a vector that
 * two nested loops carry becomes an object.
 */
final class VectorPooling {

  private final ByteBuffer memory;
  private final ScalarPooling rest;

  VectorPooling(ByteBuffer memory) {
    this.memory = memory;
    rest = new ScalarPooling(memory);
  }

  void maxima(Taps taps, int count, int rows, int columns, int x, int y) {
    int channels = taps.run();
    int whole = channels - channels % LANES;
    for (int i = 0; i < whole; i += LANES) {
      if (rows == 2 && columns == 2) {
        squareMaxima(taps, count, x + i, y + i);
      } else {
        vectorMaxima(taps, count, rows, columns, x + i, y + i);
      }
    }
    rest.maxima(taps, whole, count, rows, columns, x, y);
  }

  /** The largest values of eight channels. */
  private void vectorMaxima(Taps taps, int count, int rows, int columns, int x, int y) {
    int nextRow = taps.rowStride() - columns * taps.columnStride();
    for (int p = 0; p < count; p++) {
      FloatVector largest = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      int from = x + p * taps.step();
      for (int t = 0, column = 0; t < rows * columns; t++) {
        largest = largest.max(fromByteBuffer(SPECIES, memory, from * Float.BYTES, ORDER));
        column = column + 1 < columns ? column + 1 : 0;
        from += taps.columnStride() + (column == 0 ? nextRow : 0);
      }
      largest.intoByteBuffer(memory, (y + p * taps.run()) * Float.BYTES, ORDER);
    }
  }

  /** The largest values of eight channels under the window most layers have, two by two. */
  private void squareMaxima(Taps taps, int count, int x, int y) {
    int right = taps.columnStride();
    int below = taps.rowStride();
    for (int p = 0; p < count; p++) {
      int from = x + p * taps.step();
      fromByteBuffer(SPECIES, memory, from * Float.BYTES, ORDER)
          .max(fromByteBuffer(SPECIES, memory, (from + right) * Float.BYTES, ORDER))
          .max(fromByteBuffer(SPECIES, memory, (from + below) * Float.BYTES, ORDER))
          .max(fromByteBuffer(SPECIES, memory, (from + below + right) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (y + p * taps.run()) * Float.BYTES, ORDER);
    }
  }

  void maximaGradient(Taps taps, int count, int rows, int columns, int x, int y, int d, int dx) {
    int channels = taps.run();
    int whole = channels - channels % LANES;
    for (int i = 0; i < whole; i += LANES) {
      vectorGradient(taps, count, rows, columns, x + i, y + i, d + i, dx + i);
    }
    rest.maximaGradient(taps, whole, count, rows, columns, x, y, d, dx);
  }

  /** The gradient of eight channels. What is left of a delta is zero once a value has taken it. */
  private void vectorGradient(
      Taps taps, int count, int rows, int columns, int x, int y, int d, int dx) {
    int nextRow = taps.rowStride() - columns * taps.columnStride();
    FloatVector none = zero(SPECIES);
    for (int p = 0; p < count; p++) {
      int at = p * taps.run();
      FloatVector largest = fromByteBuffer(SPECIES, memory, (y + at) * Float.BYTES, ORDER);
      FloatVector left = fromByteBuffer(SPECIES, memory, (d + at) * Float.BYTES, ORDER);
      int tap = p * taps.step();
      for (int t = 0, column = 0; t < rows * columns; t++) {
        FloatVector taken =
            none.blend(
                left,
                fromByteBuffer(SPECIES, memory, (x + tap) * Float.BYTES, ORDER)
                    .compare(EQ, largest));
        fromByteBuffer(SPECIES, memory, (dx + tap) * Float.BYTES, ORDER)
            .add(taken)
            .intoByteBuffer(memory, (dx + tap) * Float.BYTES, ORDER);
        left = left.sub(taken);
        column = column + 1 < columns ? column + 1 : 0;
        tap += taps.columnStride() + (column == 0 ? nextRow : 0);
      }
    }
  }

  void sums(Taps taps, int count, int rows, int columns, float share, int x, int y) {
    int channels = taps.run();
    int whole = channels - channels % LANES;
    for (int i = 0; i < whole; i += LANES) {
      vectorSums(taps, count, rows, columns, share, x + i, y + i);
    }
    rest.sums(taps, whole, count, rows, columns, share, x, y);
  }

  /** The sums of eight channels. */
  private void vectorSums(Taps taps, int count, int rows, int columns, float share, int x, int y) {
    int nextRow = taps.rowStride() - columns * taps.columnStride();
    for (int p = 0; p < count; p++) {
      FloatVector sum = zero(SPECIES);
      int from = x + p * taps.step();
      for (int t = 0, column = 0; t < rows * columns; t++) {
        sum = sum.add(fromByteBuffer(SPECIES, memory, from * Float.BYTES, ORDER));
        column = column + 1 < columns ? column + 1 : 0;
        from += taps.columnStride() + (column == 0 ? nextRow : 0);
      }
      sum.mul(share).intoByteBuffer(memory, (y + p * taps.run()) * Float.BYTES, ORDER);
    }
  }

  void spread(Taps taps, int count, int rows, int columns, float share, int y, int x) {
    int channels = taps.run();
    int whole = channels - channels % LANES;
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < whole; i += LANES) {
        FloatVector value =
            fromByteBuffer(SPECIES, memory, (y + p * channels + i) * Float.BYTES, ORDER).mul(share);
        for (int r = 0; r < rows; r++) {
          int to = taps.at(x, p, r, 0) + i;
          for (int c = 0; c < columns; c++, to += taps.columnStride()) {
            fromByteBuffer(SPECIES, memory, to * Float.BYTES, ORDER)
                .add(value)
                .intoByteBuffer(memory, to * Float.BYTES, ORDER);
          }
        }
      }
    }
    rest.spread(taps, whole, count, rows, columns, share, y, x);
  }
}
