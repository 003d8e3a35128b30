package io.gradstream.network;

import static io.gradstream.network.Kernels.LANES;
import static io.gradstream.network.VectorKernels.ORDER;
import static io.gradstream.network.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromByteBuffer;

import java.nio.ByteBuffer;

/** The kernels with the Vector API, by the rules of {@link VectorKernels}. */
final class VectorConvolutionKernels implements ConvolutionKernels {

  private final ByteBuffer memory;
  private final VectorPools pools;

  VectorConvolutionKernels(ByteBuffer memory) {
    this.memory = memory;
    pools = new VectorPools(memory);
  }

  /**
   * Whole vectors, the last of a run beyond its end: what follows is written later, or is room for
   * that.
   */
  @Override
  public void gather(Taps taps, int count, int x, int width, int rows) {
    int windowRows = taps.rows();
    int columns = taps.columns();
    int run = taps.run();
    for (int p = 0; p < count; p++) {
      int to = rows + p * width;
      for (int r = 0; r < windowRows; r++) {
        int from = x + p * taps.step() + r * taps.rowStride();
        for (int c = 0; c < columns; c++) {
          for (int i = 0; i < run; i += LANES) {
            fromByteBuffer(SPECIES, memory, (from + i) * Float.BYTES, ORDER)
                .intoByteBuffer(memory, (to + i) * Float.BYTES, ORDER);
          }
          from += taps.columnStride();
          to += run;
        }
      }
    }
  }

  @Override
  public void ones(int count, int width, int ones) {
    for (int p = 0; p < count; p++) {
      memory.putFloat((ones + p * width) * Float.BYTES, 1f);
    }
  }

  @Override
  public void scatter(Taps taps, int count, int rows, int x) {
    int windowRows = taps.rows();
    int columns = taps.columns();
    int run = taps.run();
    int from = rows;
    for (int p = 0; p < count; p++) {
      for (int r = 0; r < windowRows; r++) {
        int to = x + p * taps.step() + r * taps.rowStride();
        for (int c = 0; c < columns; c++) {
          add(run, from, to);
          from += run;
          to += taps.columnStride();
        }
      }
    }
  }

  /** to += from. */
  private void add(int n, int from, int to) {
    int i = 0;
    for (; i + LANES <= n; i += LANES) {
      fromByteBuffer(SPECIES, memory, (to + i) * Float.BYTES, ORDER)
          .add(fromByteBuffer(SPECIES, memory, (from + i) * Float.BYTES, ORDER))
          .intoByteBuffer(memory, (to + i) * Float.BYTES, ORDER);
    }
    for (; i < n; i++) {
      float sum =
          memory.getFloat((to + i) * Float.BYTES) + memory.getFloat((from + i) * Float.BYTES);
      memory.putFloat((to + i) * Float.BYTES, sum);
    }
  }

  @Override
  public void maxima(Taps taps, int count, int rows, int columns, int x, int y) {
    pools.maxima(taps, count, rows, columns, x, y);
  }

  @Override
  public void maximaGradient(
      Taps taps, int count, int rows, int columns, int x, int y, int d, int dx) {
    pools.maximaGradient(taps, count, rows, columns, x, y, d, dx);
  }

  @Override
  public void sums(Taps taps, int count, int rows, int columns, float share, int x, int y) {
    pools.sums(taps, count, rows, columns, share, x, y);
  }

  @Override
  public void spread(Taps taps, int count, int rows, int columns, float share, int y, int x) {
    pools.spread(taps, count, rows, columns, share, y, x);
  }
}
