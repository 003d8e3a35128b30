package io.gradstream.network.layers;

import io.gradstream.network.kernels.AttentionKernels;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;

/**
 * y = (x - mean) scale gain + shift over the last dimension of each position, scale being 1 /
 * sqrt(variance + epsilon): layer norm, Ba, Kiros and Hinton 2016. Without mean and shift, RMS
 * norm: Zhang and Sennrich 2019.
 */
final class RowNorm implements Layer {

  private static final float EPSILON = 1e-5f;

  private final boolean centered;
  private final Signal input; // [batch, positions, width]
  private final Signal output; // [batch, positions, width]
  private final int gain; // [width]
  private final int shift; // [width]; zeros in the arena when not centered
  private final int means; // [batch, positions]; zeros when not centered
  private final int scales; // [batch, positions]
  private final int deltaMeans; // [batch, positions], of delta gain; zeros when not centered
  private final int deltaProducts; // [batch, positions], mean of delta gain (x - mean) scale

  private RowNorm(boolean centered, String name, Signal input, Site site) {
    this.centered = centered;
    this.input = input;
    output = site.signal(input.shape(), input.lengths());
    Layout layout = site.layout();
    int width = input.shape().last();
    gain = layout.tensor(name + ".gain", width);
    shift = centered ? layout.tensor(name + ".shift", width) : layout.workspace(width);
    long positions = (long) site.batch() * input.shape().positions();
    means = layout.workspace(positions);
    scales = layout.workspace(positions);
    deltaMeans = layout.workspace(positions);
    deltaProducts = layout.workspace(positions);
  }

  static RowNorm layer(String name, Signal input, Site site) {
    return new RowNorm(true, name, input, site);
  }

  static RowNorm rootMeanSquare(String name, Signal input, Site site) {
    return new RowNorm(false, name, input, site);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    normalize(compute, 0, rows * input.shape().positions());
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    normalize(compute, step, 1);
  }

  /** The positions from {@code first} on. */
  private void normalize(Compute compute, int first, int positions) {
    AttentionKernels kernels = compute.attentions();
    int width = input.shape().last();
    int x = input.values() + first * width;
    int y = output.values() + first * width;
    int g = compute.weights() + gain;
    int b = centered ? compute.weights() + shift : shift;
    if (centered) {
      kernels.rowMeans(positions, width, x, means + first);
    }
    kernels.rowScales(positions, width, EPSILON, x, means + first, scales + first);
    kernels.normalize(positions, width, x, means + first, scales + first, g, b, y);
  }

  /**
   * With n = (x - mean) scale and e = dy gain: dx = scale (e - mean of e - n mean of e n), the
   * second term only when centered; dgain = sum of dy n, dshift = sum of dy over the positions.
   */
  @Override
  public void backward(Compute compute, int rows) {
    AttentionKernels kernels = compute.attentions();
    int positions = rows * input.shape().positions();
    int width = input.shape().last();
    int x = input.values();
    int d = output.deltas();
    int g = compute.weights() + gain;
    kernels.gainGradient(positions, width, x, means, scales, d, compute.gradients() + gain);
    if (centered) {
      compute.rows().columnSums(positions, width, d, compute.gradients() + shift);
    }
    if (input.wantsDeltas()) {
      if (centered) {
        kernels.rowMeansOfProducts(positions, width, d, g, deltaMeans);
      }
      kernels.normSums(positions, width, x, means, scales, d, g, deltaProducts);
      kernels.normGradient(
          positions, width, x, means, scales, d, g, deltaMeans, deltaProducts, input.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    compute.rows().fill(input.shape().last(), 1f, compute.weights() + gain);
  }

  /** Mean, variance, and the formula at each value. */
  @Override
  public long flops() {
    return 8L * input.width();
  }
}
