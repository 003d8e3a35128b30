package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.FloatVector.zero;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.FloatVector;

/**
 * Pooling, a vector of channels at a time, by the rules of {@link VectorKernels}. What is left of
 * the channels goes to the scalar twin. One loop for the rows and columns of a window: a vector
 * that two nested loops carry becomes an object.
 */
final class VectorPooling {

  private final float[] memory;
  private final ScalarPooling rest;

  VectorPooling(float[] memory) {
    this.memory = memory;
    rest = new ScalarPooling(memory);
  }

  void maxima(Taps taps, int count, int rows, int columns, int x, int y) {
    int channels = taps.run();
    int whole = channels - channels % LENGTH;
    for (int i = 0; i < whole; i += LENGTH) {
      if (rows == 2 && columns == 2) {
        squareMaxima(taps, count, x + i, y + i);
      } else {
        vectorMaxima(taps, count, rows, columns, x + i, y + i);
      }
    }
    rest.maxima(taps, whole, count, rows, columns, x, y);
  }

  /** The largest values of a vector of channels. */
  private void vectorMaxima(Taps taps, int count, int rows, int columns, int x, int y) {
    int nextRow = taps.rowStride() - columns * taps.columnStride();
    for (int p = 0; p < count; p++) {
      FloatVector largest = broadcast(SPECIES, Float.NEGATIVE_INFINITY);
      int from = x + p * taps.step();
      for (int t = 0, column = 0; t < rows * columns; t++) {
        largest = largest.max(fromArray(SPECIES, memory, from));
        column = column + 1 < columns ? column + 1 : 0;
        from += taps.columnStride() + (column == 0 ? nextRow : 0);
      }
      largest.intoArray(memory, y + p * taps.run());
    }
  }

  /** The largest values of a vector of channels under the window most layers have, two by two. */
  private void squareMaxima(Taps taps, int count, int x, int y) {
    int right = taps.columnStride();
    int below = taps.rowStride();
    for (int p = 0; p < count; p++) {
      int from = x + p * taps.step();
      fromArray(SPECIES, memory, from)
          .max(fromArray(SPECIES, memory, from + right))
          .max(fromArray(SPECIES, memory, from + below))
          .max(fromArray(SPECIES, memory, from + below + right))
          .intoArray(memory, y + p * taps.run());
    }
  }

  void maximaGradient(Taps taps, int count, int rows, int columns, int x, int y, int d, int dx) {
    int channels = taps.run();
    int whole = channels - channels % LENGTH;
    for (int i = 0; i < whole; i += LENGTH) {
      vectorGradient(taps, count, rows, columns, x + i, y + i, d + i, dx + i);
    }
    rest.maximaGradient(taps, whole, count, rows, columns, x, y, d, dx);
  }

  /**
   * The gradient of a vector of channels. What is left of a delta is zero once a value has taken
   * it.
   */
  private void vectorGradient(
      Taps taps, int count, int rows, int columns, int x, int y, int d, int dx) {
    int nextRow = taps.rowStride() - columns * taps.columnStride();
    FloatVector none = zero(SPECIES);
    for (int p = 0; p < count; p++) {
      int at = p * taps.run();
      FloatVector largest = fromArray(SPECIES, memory, y + at);
      FloatVector left = fromArray(SPECIES, memory, d + at);
      int tap = p * taps.step();
      for (int t = 0, column = 0; t < rows * columns; t++) {
        FloatVector taken =
            none.blend(left, fromArray(SPECIES, memory, x + tap).compare(EQ, largest));
        fromArray(SPECIES, memory, dx + tap).add(taken).intoArray(memory, dx + tap);
        left = left.sub(taken);
        column = column + 1 < columns ? column + 1 : 0;
        tap += taps.columnStride() + (column == 0 ? nextRow : 0);
      }
    }
  }

  void sums(Taps taps, int count, int rows, int columns, float share, int x, int y) {
    int channels = taps.run();
    int whole = channels - channels % LENGTH;
    for (int i = 0; i < whole; i += LENGTH) {
      vectorSums(taps, count, rows, columns, share, x + i, y + i);
    }
    rest.sums(taps, whole, count, rows, columns, share, x, y);
  }

  /** The sums of a vector of channels. */
  private void vectorSums(Taps taps, int count, int rows, int columns, float share, int x, int y) {
    int nextRow = taps.rowStride() - columns * taps.columnStride();
    for (int p = 0; p < count; p++) {
      FloatVector sum = zero(SPECIES);
      int from = x + p * taps.step();
      for (int t = 0, column = 0; t < rows * columns; t++) {
        sum = sum.add(fromArray(SPECIES, memory, from));
        column = column + 1 < columns ? column + 1 : 0;
        from += taps.columnStride() + (column == 0 ? nextRow : 0);
      }
      sum.mul(share).intoArray(memory, y + p * taps.run());
    }
  }

  void spread(Taps taps, int count, int rows, int columns, float share, int y, int x) {
    int channels = taps.run();
    int whole = channels - channels % LENGTH;
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < whole; i += LENGTH) {
        FloatVector value = fromArray(SPECIES, memory, y + p * channels + i).mul(share);
        for (int r = 0; r < rows; r++) {
          int to = taps.at(x, p, r, 0) + i;
          for (int c = 0; c < columns; c++, to += taps.columnStride()) {
            fromArray(SPECIES, memory, to).add(value).intoArray(memory, to);
          }
        }
      }
    }
    rest.spread(taps, whole, count, rows, columns, share, y, x);
  }
}
