package io.gradstream.network;

import io.gradstream.network.LayerSpec.DenseSpec;

/** y = activation(x W + b), in place from the sum on. */
final class Dense implements Layer {

  /** A new output layer says little, so that the first loss is that of a guess. */
  private static final float OUTPUT_SCALE = 0.1f;

  private final Activation activation;
  private final float scale;
  private final Signal input; // [batch, in]
  private final Signal output; // [batch, out]
  private final int weight; // [in, out]
  private final int bias; // [out]

  private Dense(
      String name,
      Activation activation,
      float scale,
      Signal input,
      int width,
      int batch,
      Layout layout) {
    this.activation = activation;
    this.scale = scale;
    this.input = input;
    output = Signal.reserve(layout, batch, width, 0);
    weight = layout.tensor(name + ".weight", input.width(), width);
    bias = layout.tensor(name + ".bias", width);
  }

  static Dense hidden(DenseSpec spec, String name, Signal input, int batch, Layout layout) {
    return new Dense(name, spec.activation(), 1f, input, spec.width(), batch, layout);
  }

  /** The layer whose output the head's loss reads as logits or value. */
  static Dense output(int width, Signal input, int batch, Layout layout) {
    return new Dense("output", Activation.LINEAR, OUTPUT_SCALE, input, width, batch, layout);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    int w = compute.weights() + weight;
    int b = compute.weights() + bias;
    int in = input.width();
    int out = output.width();
    compute.products().affine(rows, in, out, input.values(), w, b, output.values());
    int n = rows * out;
    switch (activation) {
      case LINEAR -> {}
      case RELU -> compute.kernels().relu(n, output.values());
      case TANH -> compute.kernels().tanh(n, output.values());
      case SIGMOID -> compute.kernels().sigmoid(n, output.values());
    }
  }

  @Override
  public void backward(Compute compute, int rows) {
    int n = rows * output.width();
    switch (activation) { // deltas: from dL/dy to dL/d(x W + b)
      case LINEAR -> {}
      case RELU -> compute.kernels().reluGradient(n, output.values(), output.deltas());
      case TANH -> compute.kernels().tanhGradient(n, output.values(), output.deltas());
      case SIGMOID -> compute.kernels().sigmoidGradient(n, output.values(), output.deltas());
    }
    int in = input.width();
    int out = output.width();
    int delta = output.deltas();
    compute.products().outer(rows, in, out, input.values(), delta, compute.gradients() + weight);
    compute.kernels().columnSums(rows, out, delta, compute.gradients() + bias);
    if (input.deltaWidth() > 0) {
      int wanted = compute.weights() + weight + input.wanted() * out; // rows of W
      compute.products().transposed(rows, input.deltaWidth(), out, delta, wanted, input.deltas());
    }
  }

  /** He et al. 2015 before a ReLU, Glorot and Bengio 2010 otherwise, both uniform. */
  @Override
  public void initialize(Compute compute, RandomWeights random) {
    int in = input.width();
    int out = output.width();
    int fan = activation == Activation.RELU ? in : in + out;
    float limit = scale * (float) Math.sqrt(6.0 / fan);
    random.fill(compute.memory(), compute.weights() + weight, in * out, limit);
    random.fill(compute.memory(), compute.weights() + bias, out, 0f);
  }
}
