package io.gradstream.network.kernels;

import static io.gradstream.network.kernels.Kernels.LANES;
import static io.gradstream.network.kernels.VectorKernels.LENGTH;
import static io.gradstream.network.kernels.VectorKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;

/**
 * The kernels with the Vector API, by the rules of {@link VectorKernels}. A window has few rows and
 * columns, so loops over them are outside, and the innermost one goes along a run or over the
 * places, whichever is longer.
 */
final class VectorConvolutionKernels implements ConvolutionKernels {

  /** Floats from which on a copy by the virtual machine is faster than one of vectors. */
  private static final int LONG_RUN = 32;

  private final float[] memory;
  private final VectorPooling pools;
  private final ScalarConvolutionKernels rest;

  VectorConvolutionKernels(float[] memory) {
    this.memory = memory;
    pools = new VectorPooling(memory);
    rest = new ScalarConvolutionKernels(memory);
  }

  @Override
  public void gather(Taps taps, int count, int x, int stride, int rows) {
    if (taps.run() >= LONG_RUN) {
      copyRuns(taps, count, x, stride, rows);
    } else if (taps.size() + taps.excess() <= stride) {
      copyVectors(taps, count, x, stride, rows);
    } else {
      rest.gather(taps, count, x, stride, rows);
    }
  }

  private void copyRuns(Taps taps, int count, int x, int stride, int rows) {
    int n = taps.run();
    for (int p = 0; p < count; p++) {
      int to = rows + p * stride;
      for (int r = 0; r < taps.rows(); r++) {
        for (int c = 0; c < taps.columns(); c++) {
          System.arraycopy(memory, taps.at(x, p, r, c), memory, to, n);
          to += n;
        }
      }
    }
  }

  /** The excess of a run is overwritten by the next, and that of the last is where nothing is. */
  private void copyVectors(Taps taps, int count, int x, int stride, int rows) {
    int to = rows;
    for (int r = 0; r < taps.rows(); r++) {
      for (int c = 0; c < taps.columns(); c++) {
        int from = taps.at(x, 0, r, c);
        for (int i = 0; i < taps.run(); i += LENGTH) {
          copyVector(count, from + i, taps.step(), to + i, stride);
        }
        to += taps.run();
      }
    }
  }

  /** A vector at every place. */
  private void copyVector(int count, int x, int step, int y, int stride) {
    for (int p = 0; p < count; p++) {
      fromArray(SPECIES, memory, x + p * step).intoArray(memory, y + p * stride);
    }
  }

  @Override
  public void ones(int count, int stride, int ones) {
    rest.ones(count, stride, ones);
  }

  @Override
  public void scatter(Taps taps, int count, int rows, int x) {
    int from = rows;
    for (int r = 0; r < taps.rows(); r++) {
      for (int c = 0; c < taps.columns(); c++) {
        addRun(taps, count, from, taps.at(x, 0, r, c));
        from += taps.run();
      }
    }
  }

  /** The run at one tap, of all places; where these overlap, so many columns before the next. */
  private void addRun(Taps taps, int count, int from, int to) {
    int i = 0;
    for (; i + LANES <= taps.run(); i += LANES) {
      addLanes(count, from + i, taps.size(), to + i, taps.step());
    }
    addRest(taps.run() - i, count, from + i, taps.size(), to + i, taps.step());
  }

  private void addLanes(int count, int from, int stride, int to, int step) {
    for (int p = 0; p < count; p++) {
      for (int lane = 0; lane < LANES; lane += LENGTH) {
        int at = to + p * step + lane;
        fromArray(SPECIES, memory, at)
            .add(fromArray(SPECIES, memory, from + p * stride + lane))
            .intoArray(memory, at);
      }
    }
  }

  private void addRest(int n, int count, int from, int stride, int to, int step) {
    for (int p = 0; p < count; p++) {
      int i = 0;
      for (; i + LENGTH <= n; i += LENGTH) {
        int at = to + p * step + i;
        fromArray(SPECIES, memory, at)
            .add(fromArray(SPECIES, memory, from + p * stride + i))
            .intoArray(memory, at);
      }
      for (; i < n; i++) {
        int at = to + p * step + i;
        memory[at] = memory[at] + memory[from + p * stride + i];
      }
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
