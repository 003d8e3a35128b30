package io.gradstream.network.kernels;

/** What {@code VectorConvolutionKernels} must equal, bit for bit. */
final class ScalarConvolutionKernels implements ConvolutionKernels {

  private final float[] memory;
  private final ScalarPooling pools;

  ScalarConvolutionKernels(float[] memory) {
    this.memory = memory;
    pools = new ScalarPooling(memory);
  }

  @Override
  public void gather(Taps taps, int count, int x, int stride, int rows) {
    for (int p = 0; p < count; p++) {
      int to = rows + p * stride;
      for (int r = 0; r < taps.rows(); r++) {
        for (int c = 0; c < taps.columns(); c++) {
          int from = taps.at(x, p, r, c);
          for (int i = 0; i < taps.run(); i++) {
            memory[to++] = memory[from + i];
          }
        }
      }
    }
  }

  @Override
  public void ones(int count, int stride, int ones) {
    for (int p = 0; p < count; p++) {
      memory[ones + p * stride] = 1f;
    }
  }

  /**
   * {@link Kernels#LANES} floats of a run at a time, because that is the order of the sums where
   * runs overlap.
   */
  @Override
  public void scatter(Taps taps, int count, int rows, int x) {
    int from = rows;
    for (int r = 0; r < taps.rows(); r++) {
      for (int c = 0; c < taps.columns(); c++) {
        for (int i = 0; i < taps.run(); i += Kernels.LANES) {
          int n = Math.min(Kernels.LANES, taps.run() - i);
          add(n, count, from + i, taps.size(), taps.at(x, 0, r, c) + i, taps.step());
        }
        from += taps.run();
      }
    }
  }

  /** Some floats at every place. */
  void add(int n, int count, int from, int stride, int to, int step) {
    for (int p = 0; p < count; p++) {
      for (int i = 0; i < n; i++) {
        int at = to + p * step + i;
        memory[at] = memory[at] + memory[from + p * stride + i];
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
