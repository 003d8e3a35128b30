package io.gradstream.network;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** What {@code VectorConvolutionKernels} must equal, bit for bit. */
final class ScalarConvolutionKernels implements ConvolutionKernels {

  private final FloatBuffer memory;
  private final ScalarPools pools;

  ScalarConvolutionKernels(ByteBuffer memory) {
    this.memory = memory.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    pools = new ScalarPools(memory);
  }

  @Override
  public void gather(Taps taps, int count, int x, int width, int rows) {
    for (int p = 0; p < count; p++) {
      int to = rows + p * width;
      for (int r = 0; r < taps.rows(); r++) {
        for (int c = 0; c < taps.columns(); c++) {
          int from = taps.at(x, p, r, c);
          for (int i = 0; i < taps.run(); i++) {
            memory.put(to++, memory.get(from + i));
          }
        }
      }
    }
  }

  @Override
  public void ones(int count, int width, int ones) {
    for (int p = 0; p < count; p++) {
      memory.put(ones + p * width, 1f);
    }
  }

  @Override
  public void scatter(Taps taps, int count, int rows, int x) {
    int from = rows;
    for (int p = 0; p < count; p++) {
      for (int r = 0; r < taps.rows(); r++) {
        for (int c = 0; c < taps.columns(); c++) {
          int to = taps.at(x, p, r, c);
          for (int i = 0; i < taps.run(); i++) {
            memory.put(to + i, memory.get(to + i) + memory.get(from++));
          }
        }
      }
    }
  }

  @Override
  public void maxima(Taps taps, int count, int rows, int columns, int x, int y) {
    pools.maxima(taps, 0, count, rows, columns, x, y);
  }

  @Override
  public void maximaGradient(
      Taps taps, int count, int rows, int columns, int x, int y, int d, int dx) {
    pools.maximaGradient(taps, 0, count, rows, columns, x, y, d, dx);
  }

  @Override
  public void sums(Taps taps, int count, int rows, int columns, float share, int x, int y) {
    pools.sums(taps, 0, count, rows, columns, share, x, y);
  }

  @Override
  public void spread(Taps taps, int count, int rows, int columns, float share, int y, int x) {
    pools.spread(taps, 0, count, rows, columns, share, y, x);
  }
}
