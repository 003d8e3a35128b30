package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.products.ProductKernels;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import java.util.Arrays;
import java.util.Optional;

/** y = activation(x W + b), in place from the sum on. */
public final class Dense implements Layer {

  /** A new output layer says little, so that the first loss is that of a guess. */
  private static final float OUTPUT_SCALE = 0.1f;

  /**
   * Of hidden layers in a network that only rows of tables enter, which are zero at first: by a
   * rectifier's slope at zero, which is zero, nothing would ever be learned.
   */
  private static final float AWAKE = 0.1f;

  private final String name;
  private final Activation activation;
  private final Activations activations;
  private final float scale;
  private final float firstBias;
  private final Signal input; // [batch, in]
  private final Signal output; // [batch, out]
  private final int weight; // [in, out]
  private final int bias; // [out]

  private Dense(
      String name,
      Activation activation,
      float scale,
      float firstBias,
      Signal input,
      int width,
      Site site) {
    this.name = name;
    this.activation = activation;
    this.scale = scale;
    this.firstBias = firstBias;
    this.input = input;
    output = site.signal(input.shape().withLast(width), input.lengths());
    activations = new Activations(activation, output, site);
    weight = site.layout().tensor(name + ".weight", input.shape().last(), width);
    bias = site.layout().tensor(name + ".bias", width);
    int rows = Math.multiplyExact(site.batch(), input.shape().positions());
    site.layout().scratch(ProductKernels.scratch(rows, input.shape().last(), width));
  }

  static Dense hidden(DenseSpec spec, String name, Signal input, Site site) {
    float firstBias = site.isOfTables() ? AWAKE : 0;
    return new Dense(name, spec.activation(), 1f, firstBias, input, spec.width(), site);
  }

  /** The layer whose output the head's loss reads as logits or value. */
  public static Dense output(String name, int width, Signal input, Site site) {
    return new Dense(name, Activation.LINEAR, OUTPUT_SCALE, 0, input, width, site);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    affine(compute, 0, rows * input.shape().positions());
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    affine(compute, step, 1);
  }

  /** Computes x W + b for the positions from {@code first} on. */
  private void affine(Compute compute, int first, int positions) {
    int w = compute.weights() + weight;
    int b = compute.weights() + bias;
    int in = input.shape().last();
    int out = output.shape().last();
    int x = input.values() + first * in;
    int y = activations.sums() + first * out;
    compute.products().affine(positions, in, out, x, w, b, y);
    activations.forward(compute, first, positions);
  }

  @Override
  public void backward(Compute compute, int rows) {
    activations.backward(compute, rows);
    int positions = rows * input.shape().positions();
    int in = input.shape().last();
    int out = output.shape().last();
    int delta = output.deltas();
    compute
        .products()
        .outer(positions, in, out, input.values(), delta, compute.gradients() + weight);
    compute.rows().columnSums(positions, out, delta, compute.gradients() + bias);
    if (input.wantsDeltas()) {
      int w = compute.weights() + weight;
      compute.products().transposed(positions, in, out, delta, w, input.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    int in = input.shape().last();
    int out = output.shape().last();
    random.matrix(compute, weight, in, out, activation, scale);
    int b = compute.weights() + bias;
    Arrays.fill(compute.memory(), b, b + out, firstBias);
  }

  /** A softmax ties the units to one another. */
  @Override
  public Optional<UnitMatrix> unitMatrix() {
    return activation == Activation.SOFTMAX
        ? Optional.empty()
        : Optional.of(
            new UnitMatrix(
                name,
                input,
                input.shape().last(),
                output.shape().last(),
                weight,
                bias,
                activation));
  }

  @Override
  public long flops() {
    return 2L * input.width() * output.shape().last();
  }
}
