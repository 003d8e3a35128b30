package io.gradstream.network.layers;

import io.gradstream.network.kernels.ActivationKernels;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Activation;

/**
 * An activation of a layer's output, in place: of its values on the way forward, of its deltas on
 * the way back. Most gradients follow from the output; GELU's and SILU's need what went in, which
 * is why the layer writes its sums where {@link #sums()} says.
 */
final class Activations {

  private final Activation kind;
  private final Signal output;
  private final int sums;

  Activations(Activation kind, Signal output, Site site) {
    this.kind = kind;
    this.output = output;
    sums = needsSums(kind) ? site.layout().signal(site.batch(), output.shape()) : output.values();
  }

  /** Whether the gradient needs the argument, so that the output cannot take its place. */
  private static boolean needsSums(Activation kind) {
    return kind == Activation.GELU || kind == Activation.SILU;
  }

  /** Where the layer writes what is to be activated: [batch, output]. */
  int sums() {
    return sums;
  }

  /** y = activation(sums), of the positions from {@code first} on. */
  void forward(Compute compute, int first, int positions) {
    ActivationKernels kernels = compute.activations();
    int width = output.shape().last();
    int n = positions * width;
    int z = sums + first * width;
    int y = output.values() + first * width;
    switch (kind) {
      case LINEAR -> {}
      case RELU -> kernels.relu(n, y);
      case LEAKY_RELU -> kernels.leakyRelu(n, y);
      case GELU -> kernels.gelu(n, z, y);
      case SILU -> kernels.silu(n, z, y);
      case TANH -> kernels.tanh(n, y);
      case SIGMOID -> kernels.sigmoid(n, y);
      case SOFTMAX -> kernels.softmax(positions, width, y);
    }
  }

  /** The output's deltas, from dL/dy to dL/d(sums). The sums of the rows are lost. */
  void backward(Compute compute, int rows) {
    ActivationKernels kernels = compute.activations();
    int n = rows * output.width();
    int y = output.values();
    int d = output.deltas();
    switch (kind) {
      case LINEAR -> {}
      case RELU -> kernels.reluGradient(n, y, d);
      case LEAKY_RELU -> kernels.leakyReluGradient(n, y, d);
      case GELU -> kernels.geluGradient(n, sums, d);
      case SILU -> kernels.siluGradient(n, sums, d);
      case TANH -> kernels.tanhGradient(n, y, d);
      case SIGMOID -> kernels.sigmoidGradient(n, y, d);
      case SOFTMAX -> {
        int width = output.shape().last();
        kernels.softmaxGradient(n / width, width, y, d);
      }
    }
  }
}
