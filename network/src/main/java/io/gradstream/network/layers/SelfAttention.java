package io.gradstream.network.layers;

import io.gradstream.network.kernels.AttentionKernels;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.products.ProductKernels;
import io.gradstream.network.products.Products;
import io.gradstream.network.products.StridedProducts;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.SequenceSpec.Attention;
import io.gradstream.network.spec.Shape;

/**
 * Multi-head attention of a sequence to itself, Vaswani et al. 2017, section 3.2. For each head,
 * with its columns of queries Q, keys K and values V:
 *
 * <pre>
 *   Q | K | V = x projection + bias          [steps, 3 width]
 *   P = softmax(Q K' / sqrt(width of a head)), masked
 *   context = P V                            [steps, width], the heads side by side
 *   y = context output + bias
 * </pre>
 *
 * <p>Steps of padding attend to nothing, and nothing attends to them: their context is 0.
 */
final class SelfAttention implements Layer {

  private final int heads;
  private final boolean causal;
  private final String name;
  private final Signal input; // [batch, steps, width]
  private final Signal output; // [batch, steps, width]
  private final int steps;
  private final int width;
  private final int headWidth;
  private final int stride; // of scores
  private final float scale;
  private final int projection; // [width, 3 width]
  private final int projectionBias; // [3 width]
  private final int outputWeight; // [width, width]
  private final int outputBias; // [width]
  private final int projected; // [batch, steps, 3 width], Q | K | V
  private final int probabilities; // [batch, heads, steps, stride]
  private final int context; // [batch, steps, width]
  private final int projectedDeltas; // [batch, steps, 3 width]
  private final int scoreDeltas; // [steps, stride], of one row and head
  private final int contextDeltas; // [batch, steps, width]
  private final int scratch; // [steps or heads]

  SelfAttention(Attention spec, String name, Signal input, Site site) {
    Shape shape = spec.output(input.shape());
    heads = spec.heads();
    causal = spec.causal();
    this.name = name;
    this.input = input;
    output = site.signal(shape, input.lengths());
    steps = shape.steps();
    width = shape.last();
    headWidth = width / heads;
    stride = AttentionKernels.stride(steps);
    scale = (float) (1 / Math.sqrt(headWidth));
    Layout layout = site.layout();
    projection = layout.tensor(name + ".projection", width, 3 * width);
    projectionBias = layout.tensor(name + ".projectionBias", 3 * width);
    outputWeight = layout.tensor(name + ".output", width, width);
    outputBias = layout.tensor(name + ".outputBias", width);
    long positions = (long) site.batch() * steps;
    projected = layout.workspace(3 * positions * width);
    probabilities = layout.workspace(positions * heads * stride);
    context = layout.workspace(positions * width);
    projectedDeltas = layout.workspace(3 * positions * width);
    scoreDeltas = layout.workspace((long) steps * stride);
    contextDeltas = layout.workspace(positions * width);
    scratch = layout.workspace(Math.max(steps, heads));
    int most = Math.toIntExact(positions);
    layout.scratch(ProductKernels.scratch(most, width, 3 * width));
    layout.scratch(ProductKernels.scratch(steps, steps, headWidth));
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    project(compute, 0, rows * steps);
    for (int r = 0; r < rows; r++) {
      int length = length(compute, r);
      int first = r * steps;
      for (int h = 0; h < heads; h++) {
        attend(compute, length, at(projected, first, h), head(r, h), context(context, first, h));
      }
      int padding = (steps - length) * width;
      compute.rows().fill(padding, 0f, context + (first + length) * width);
    }
    combine(compute, 0, rows * steps);
  }

  /** Q | K | V of the positions from {@code first} on. */
  private void project(Compute compute, int first, int positions) {
    int w = compute.weights() + projection;
    int b = compute.weights() + projectionBias;
    int x = input.values() + first * width;
    compute.products().affine(positions, width, 3 * width, x, w, b, projected + first * 3 * width);
  }

  /** The output of the positions from {@code first} on. */
  private void combine(Compute compute, int first, int positions) {
    int w = compute.weights() + outputWeight;
    int b = compute.weights() + outputBias;
    int x = context + first * width;
    compute.products().affine(positions, width, width, x, w, b, output.values() + first * width);
  }

  /**
   * One row's head.
   *
   * @param query where its Q starts; K and V are beside it
   */
  private void attend(Compute compute, int length, int query, int p, int to) {
    if (length == 0) {
      return;
    }
    StridedProducts products = compute.products().strided();
    int key = query + width;
    int value = key + width;
    products.transposedRight(
        length, headWidth, length, query, 3 * width, key, 3 * width, p, stride);
    compute.attentions().softmax(length, first(length), more(), scale, stride, p, scratch);
    products.product(length, length, headWidth, p, stride, value, 3 * width, to, width);
  }

  /** How many steps the first one sees. */
  private int first(int length) {
    return causal ? 1 : length;
  }

  /** How many more steps each next one sees. */
  private int more() {
    return causal ? 1 : 0;
  }

  /** The step's query sees the keys and values that earlier steps left of row 0. */
  @Override
  public void forwardStep(Compute compute, int step) {
    if (!causal) {
      throw new UnsupportedOperationException(name + " must be causal to work step by step");
    }
    project(compute, step, 1);
    AttentionKernels kernels = compute.attentions();
    for (int h = 0; h < heads; h++) {
      int query = at(projected, step, h);
      int keys = at(projected, 0, h) + width;
      int s = probabilities + h * stride;
      kernels.scores(step + 1, headWidth, query, keys, 3 * width, s);
    }
    kernels.softmax(heads, step + 1, 0, scale, stride, probabilities, scratch);
    for (int h = 0; h < heads; h++) {
      int values = at(projected, 0, h) + 2 * width;
      int p = probabilities + h * stride;
      int to = context(context, step, h);
      kernels.weightedSum(step + 1, headWidth, p, values, 3 * width, to);
    }
    combine(compute, step, 1);
  }

  @Override
  public void backward(Compute compute, int rows) {
    int positions = rows * steps;
    int dy = output.deltas();
    int gradients = compute.gradients();
    Products products = compute.products();
    products.outer(positions, width, width, context, dy, gradients + outputWeight);
    compute.rows().columnSums(positions, width, dy, gradients + outputBias);
    int w = compute.weights() + outputWeight;
    products.transposed(positions, width, width, dy, w, contextDeltas);
    for (int r = 0; r < rows; r++) {
      attendBackward(compute, r);
    }
    int d = projectedDeltas;
    products.outer(positions, width, 3 * width, input.values(), d, gradients + projection);
    compute.rows().columnSums(positions, 3 * width, d, gradients + projectionBias);
    if (input.wantsDeltas()) {
      int p = compute.weights() + projection;
      products.transposed(positions, width, 3 * width, d, p, input.deltas());
    }
  }

  private void attendBackward(Compute compute, int row) {
    int length = length(compute, row);
    int first = row * steps;
    for (int h = 0; h < heads && length > 0; h++) {
      attendBackward(
          compute,
          length,
          at(projected, first, h),
          head(row, h),
          context(contextDeltas, first, h),
          at(projectedDeltas, first, h));
    }
    int padding = (steps - length) * 3 * width;
    compute.rows().fill(padding, 0f, projectedDeltas + (first + length) * 3 * width);
  }

  /**
   * dV = P' dc; dP = dc V'; dS = scale P (dP - the row's sum of P dP); dQ = dS K; dK = dS' Q.
   *
   * @param dc where this head's deltas of the context start
   * @param dq where its deltas of Q go; those of K and V lie beside
   */
  private void attendBackward(Compute compute, int n, int query, int p, int dc, int dq) {
    StridedProducts products = compute.products().strided();
    int key = query + width;
    int value = key + width;
    int dk = dq + width;
    int dv = dk + width;
    int ds = scoreDeltas;
    int apart = 3 * width;
    products.transposedLeft(n, n, headWidth, p, stride, dc, width, dv, apart);
    products.transposedRight(n, headWidth, n, dc, width, value, apart, ds, stride);
    compute.attentions().softmaxGradient(n, first(n), more(), scale, stride, p, ds, scratch);
    products.product(n, n, headWidth, ds, stride, key, apart, dq, apart);
    products.transposedLeft(n, n, headWidth, ds, stride, query, apart, dk, apart);
  }

  /** Steps of the row that are no padding. */
  private int length(Compute compute, int row) {
    return input.lengths() == Signal.NONE ? steps : (int) compute.memory()[input.lengths() + row];
  }

  /** Where the head's columns of Q start at a position. */
  private int at(int projected, int position, int head) {
    return projected + position * 3 * width + head * headWidth;
  }

  private int context(int context, int position, int head) {
    return context + position * width + head * headWidth;
  }

  private int head(int row, int head) {
    return probabilities + (row * heads + head) * steps * stride;
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    random.matrix(compute, projection, width, 3 * width, Activation.LINEAR);
    random.matrix(compute, outputWeight, width, width, Activation.LINEAR);
  }

  /** Two projections, scores, softmax and weighted sum. */
  @Override
  public long flops() {
    return 8L * steps * width * width + 4L * steps * steps * width + 5L * heads * steps * steps;
  }
}
