package io.gradstream.network.kernels;

/**
 * Kernels of attention and norms, in the manner of {@link Kernels}: offsets in floats, two sets
 * equal bit for bit. Not thread safe.
 */
public interface AttentionKernels {

  /** Stands for minus infinity: a score that is masked. */
  float MASKED = -3e38f;

  /** Rows of scores start this many floats apart, or a multiple: whole vectors. */
  static int stride(int steps) {
    return (steps + Kernels.LANES - 1) / Kernels.LANES * Kernels.LANES;
  }

  /**
   * In row r of z, softmax of {@code scale} times the first {@code first + r more} values; the
   * others become 0.
   *
   * @param more 1 for a causal mask, 0 for none
   * @param scale above 0
   * @param stride floats from row to row, as {@link #stride} makes them
   * @param z [rows, stride]
   * @param scratch [rows]
   */
  void softmax(int rows, int first, int more, float scale, int stride, int z, int scratch);

  /**
   * In row r of d, of the first {@code first + r more} values, d = scale p (d - sum of p d); the
   * others become 0. Arguments as of {@link #softmax}, whose result p is.
   */
  void softmaxGradient(
      int rows, int first, int more, float scale, int stride, int p, int d, int scratch);

  /** s[k] = the dot product of query and row k of keys; keys [rows, width]. */
  void scores(int rows, int width, int query, int keys, int stride, int s);

  /** y = the sum of p[k] times row k of values; values [rows, width], y [width]. */
  void weightedSum(int rows, int width, int p, int values, int stride, int y);

  /** means[r] = the mean of row r of x; x [rows, width]. */
  void rowMeans(int rows, int width, int x, int means);

  /** scales[r] = 1 / sqrt(mean of (x - means[r])^2 + epsilon); x [rows, width]. */
  void rowScales(int rows, int width, float epsilon, int x, int means, int scales);

  /** y = (x - means[r]) scales[r] gain + shift; x, y [rows, width], gain, shift [width]. */
  void normalize(int rows, int width, int x, int means, int scales, int gain, int shift, int y);

  /** gains = the sum over rows of d n; x, d [rows, width], gains [width]; n = (x - mean) scale. */
  void gainGradient(int rows, int width, int x, int means, int scales, int d, int gains);

  /** means[r] = the mean of d gain over row r; d [rows, width], gain [width]. */
  void rowMeansOfProducts(int rows, int width, int d, int gain, int means);

  /** products[r] = the mean of d gain n over row r; d [rows, width], n as above. */
  void normSums(int rows, int width, int x, int means, int scales, int d, int gain, int products);

  /** dx = scales[r] (d gain - deltaMeans[r] - n products[r]); dx [rows, width], n as above. */
  void normGradient(
      int rows,
      int width,
      int x,
      int means,
      int scales,
      int d,
      int gain,
      int deltaMeans,
      int products,
      int dx);

  /** Each row of z has its largest value taken off; z [rows, width]. */
  void shiftRows(int rows, int width, int z);

  /** sums[r] = the sum of row r of x; x [rows, width]. */
  void rowSums(int rows, int width, int x, int sums);

  /** Row r of z is divided by sums[r]; z [rows, width]. */
  void divideRows(int rows, int width, int sums, int z);

  /** d = (p - subtrahend) scale. */
  void scaledDifference(int n, int p, float subtrahend, float scale, int d);

  /** The fastest set this virtual machine can run. */
  static AttentionKernels over(float[] memory) {
    return Kernels.hasVectors()
        ? Kernels.vector("VectorAttentionKernels", AttentionKernels.class, memory)
        : new ScalarAttentionKernels(memory);
  }
}
