package io.gradstream.network.layers;

import io.gradstream.network.kernels.RowKernels;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.LayerSpec.BatchNormSpec;

/**
 * Batch renormalization, Ioffe 2017, algorithm 1, of each channel over the n positions of a
 * mini-batch. In training y = (u r + d) gain + shift, where u = (x - m) / s with the mini-batch's
 * mean m and deviation s, and the corrections r = s / S and d = (m - M) / S, held within their
 * bounds, are constants; M and S are the running mean and deviation. Prediction, and training on a
 * single position, is y = (x - M) / S gain + shift, with M and S constants.
 *
 * <p>After a step M += share (m - M) and S^2 becomes (1 - share) (S^2 + share (m - M)^2) + share
 * s^2, the variance of both together, so that even mini-batches of one row tell it. The share is
 * the momentum, but at first that of the n positions among all so far and one of mean 0, variance
 * 1.
 */
final class BatchNorm implements Layer {

  private static final float EPSILON = 1e-5f;

  private final BatchNormSpec spec;
  private final Signal input; // [batch, positions, width]
  private final Signal output; // [batch, positions, width]
  private final int width;
  private final int gain; // [width]
  private final int shift; // [width]
  private final Layout.Region runningMean; // [width]
  private final Layout.Region runningVariance; // [width]
  private final Layout.Region count; // [1], positions learned from
  private final int standard; // [batch, positions, width]: u
  private final int mean; // [width], of the mini-batch
  private final int variance; // [width], of the mini-batch
  private final int scale; // [width]
  private final int offset; // [width]
  private final int correction; // [width], r
  private final int displacement; // [width], d
  private final int products; // [width], sums of dy u

  BatchNorm(BatchNormSpec spec, String name, Signal input, Site site) {
    this.spec = spec;
    this.input = input;
    output = site.signal(input.shape(), input.lengths());
    width = input.shape().last();
    Layout layout = site.layout();
    gain = layout.tensor(name + ".gain", width);
    shift = layout.tensor(name + ".shift", width);
    runningMean = layout.buffer(name + ".mean", width);
    runningVariance = layout.buffer(name + ".variance", width);
    count = layout.buffer(name + ".count", 1);
    standard = layout.signal(site.batch(), input.shape());
    mean = layout.workspace(width);
    variance = layout.workspace(width);
    scale = layout.workspace(width);
    offset = layout.workspace(width);
    correction = layout.workspace(width);
    displacement = layout.workspace(width);
    products = layout.workspace(width);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    int n = rows * input.shape().positions();
    if (compute.isTraining()) {
      measure(compute, n);
      correct(compute, n);
      normalize(compute, n);
    } else {
      predict(compute, 0, n);
    }
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    predict(compute, step, 1);
  }

  /** The mini-batch's mean and variance. */
  private void measure(Compute compute, int n) {
    RowKernels kernels = compute.rows();
    kernels.columnSums(n, width, input.values(), mean);
    compute.steps().scale(width, 1f / n, mean);
    kernels.columnSquares(n, width, input.values(), mean, variance);
    compute.steps().scale(width, 1f / n, variance);
  }

  /** r and d; a single position has no deviation: its u is 0, and d is all of it. */
  private void correct(Compute compute, int n) {
    float[] memory = compute.memory();
    float maxScale = spec.maxScale();
    float maxShift = spec.maxShift();
    for (int c = 0; c < width; c++) {
      float deviation = deviation(memory, variance + c);
      float running = deviation(memory, variance(compute) + c);
      float r = deviation / running;
      float d = (memory[mean + c] - memory[mean(compute) + c]) / running;
      boolean isBounded = n > 1;
      memory[correction + c] = isBounded ? clamp(r, 1f / maxScale, maxScale) : 1f;
      memory[displacement + c] = isBounded ? clamp(d, -maxShift, maxShift) : d;
      memory[scale + c] = 1f / (isBounded ? deviation : running);
    }
  }

  /** u, then y. */
  private void normalize(Compute compute, int n) {
    float[] memory = compute.memory();
    RowKernels kernels = compute.rows();
    kernels.standardize(n, width, input.values(), mean, scale, standard);
    for (int c = 0; c < width; c++) {
      float g = memory[compute.weights() + gain + c];
      float b = memory[compute.weights() + shift + c];
      memory[scale + c] = memory[correction + c] * g;
      memory[offset + c] = Math.fma(memory[displacement + c], g, b);
    }
    kernels.scaleColumns(n, width, standard, scale, offset, output.values());
  }

  /** y by the running statistics, of the positions from {@code first} on. */
  private void predict(Compute compute, int first, int n) {
    float[] memory = compute.memory();
    for (int c = 0; c < width; c++) {
      float g = memory[compute.weights() + gain + c];
      float b = memory[compute.weights() + shift + c];
      float a = g / deviation(memory, variance(compute) + c);
      memory[scale + c] = a;
      memory[offset + c] = Math.fma(-memory[mean(compute) + c], a, b);
    }
    int from = first * width;
    compute
        .rows()
        .scaleColumns(n, width, input.values() + from, scale, offset, output.values() + from);
  }

  /**
   * dshift = sum of dy; dgain = sum of dy (u r + d); dx = gain r / s (dy - mean of dy - u mean of
   * dy u), of a single position gain / S dy.
   */
  @Override
  public void backward(Compute compute, int rows) {
    int n = rows * input.shape().positions();
    RowKernels kernels = compute.rows();
    kernels.columnSums(n, width, output.deltas(), compute.gradients() + shift);
    kernels.columnProducts(n, width, standard, output.deltas(), products);
    gainGradient(compute);
    if (input.wantsDeltas()) {
      inputScales(compute, n);
      kernels.scaleColumns(n, width, output.deltas(), scale, offset, input.deltas());
      kernels.addColumns(n, width, standard, products, input.deltas());
    }
  }

  private void gainGradient(Compute compute) {
    float[] memory = compute.memory();
    for (int c = 0; c < width; c++) {
      float sum = memory[compute.gradients() + shift + c] * memory[displacement + c];
      float value = Math.fma(memory[products + c], memory[correction + c], sum);
      memory[compute.gradients() + gain + c] = value;
    }
  }

  /** The factors of dy, of 1 and of u in dx: scale, offset and products. */
  private void inputScales(Compute compute, int n) {
    float[] memory = compute.memory();
    for (int c = 0; c < width; c++) {
      float g = memory[compute.weights() + gain + c];
      if (n > 1) {
        float a = g * memory[correction + c] / deviation(memory, variance + c);
        memory[scale + c] = a;
        memory[offset + c] = -a * memory[compute.gradients() + shift + c] / n;
        memory[products + c] = -a * memory[products + c] / n;
      } else {
        memory[scale + c] = g / deviation(memory, variance(compute) + c);
        memory[offset + c] = 0f;
        memory[products + c] = 0f;
      }
    }
  }

  @Override
  public void commit(Compute compute, int rows) {
    float[] memory = compute.memory();
    int n = rows * input.shape().positions();
    int counted = compute.weights() + count.offset();
    float before = memory[counted];
    float share = Math.max(spec.momentum(), n / (before + n + 1f));
    memory[counted] = before + n;
    for (int c = 0; c < width; c++) {
      float m = memory[mean(compute) + c];
      float v = memory[variance(compute) + c];
      float step = memory[mean + c] - m;
      float kept = (1f - share) * (v + share * step * step);
      float next = Math.fma(share, memory[variance + c], kept);
      if (Float.isFinite(next)) { // else squares have overflowed: such statistics never come back
        memory[mean(compute) + c] = Math.fma(share, step, m);
        memory[variance(compute) + c] = next;
      }
    }
  }

  private int mean(Compute compute) {
    return compute.weights() + runningMean.offset();
  }

  private int variance(Compute compute) {
    return compute.weights() + runningVariance.offset();
  }

  private static float deviation(float[] memory, int variance) {
    return (float) Math.sqrt(memory[variance] + EPSILON);
  }

  private static float clamp(float value, float from, float to) {
    return Math.max(from, Math.min(to, value));
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    compute.rows().fill(width, 1f, compute.weights() + gain);
    compute.rows().fill(width, 1f, variance(compute));
  }

  @Override
  public long flops() {
    return 2L * output.width();
  }

  @Override
  public boolean differsInTraining() {
    return true;
  }
}
