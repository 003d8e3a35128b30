package io.gradstream.network.kernels;

/**
 * Kernels of convolutions and pools, in the manner of {@link Kernels}: offsets in floats, two sets
 * equal bit for bit. Each does {@code count} places of a window in a line: x moves on by a step of
 * the taps. Not thread safe.
 */
public interface ConvolutionKernels {

  /**
   * Copies what is under the window to rows of a matrix, {@code stride} floats apart. Up to seven
   * floats after a run may be read too, and what lies between the rows is lost.
   */
  void gather(Taps taps, int count, int x, int stride, int rows);

  /** A column of the matrix = 1; ones is the offset of its first. */
  void ones(int count, int stride, int ones);

  /** The reverse of gather: adds rows of {@code taps.size()} floats to x. */
  void scatter(Taps taps, int count, int rows, int x);

  /** y = the largest of the first rows and columns under the window, NaN if there is one. */
  void maxima(Taps taps, int count, int rows, int columns, int x, int y);

  /** dx += d at the first x that is y. */
  void maximaGradient(Taps taps, int count, int rows, int columns, int x, int y, int d, int dx);

  /** y = share times the sum of the first rows and columns under the window. */
  void sums(Taps taps, int count, int rows, int columns, float share, int x, int y);

  /** The reverse of sums: each of these x += share y. */
  void spread(Taps taps, int count, int rows, int columns, float share, int y, int x);

  /** The fastest set this virtual machine can run. */
  static ConvolutionKernels over(float[] memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorConvolutionKernels", ConvolutionKernels.class, memory)
        : new ScalarConvolutionKernels(memory);
  }
}
