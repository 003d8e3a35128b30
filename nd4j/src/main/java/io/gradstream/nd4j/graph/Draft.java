package io.gradstream.nd4j.graph;

import io.gradstream.nd4j.graph.Graph.Values;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.ConvolutionSpec.Convolution2d;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One layer while operations are added to it. Not thread safe.
 *
 * @see Drafts
 */
final class Draft {

  private static final String BIAS = "bias";

  private final int outputs; // 0 where there is no product
  private final Map<String, Values> tensors = new LinkedHashMap<>();
  private LayerSpec spec;

  Draft(LayerSpec spec) {
    this.spec = spec;
    outputs =
        spec instanceof DenseSpec dense
            ? dense.width()
            : spec instanceof Convolution2d convolution ? convolution.filters() : 0;
  }

  Draft with(String tensor, Values values) {
    tensors.put(tensor, values);
    return this;
  }

  LayerSpec spec() {
    return spec;
  }

  /** By the last part of their names. */
  Map<String, Values> tensors() {
    return tensors;
  }

  Activation activation() {
    return spec instanceof DenseSpec dense
        ? dense.activation()
        : spec instanceof Convolution2d convolution
            ? convolution.activation()
            : spec instanceof LayerSpec.ActivationSpec alone
                ? alone.activation()
                : Activation.LINEAR;
  }

  /** Whether it is a product that has no bias and no activation yet. */
  boolean takesBias(Values bias) {
    return takesActivation()
        && !tensors.containsKey(BIAS)
        && bias.values().length == outputs
        && bias.shape().stream().filter(length -> length != 1).count() <= 1;
  }

  void takeBias(Values bias) {
    tensors.put(BIAS, new Values(List.of(outputs), bias.values()));
  }

  /** A product without a bias has one of zeros from now on, which is learned. */
  boolean closes() {
    if (outputs == 0 || tensors.containsKey(BIAS)) {
      return false;
    }
    takeBias(new Values(List.of(outputs), new float[outputs]));
    return true;
  }

  boolean takesActivation() {
    return outputs > 0 && activation() == Activation.LINEAR;
  }

  void take(Activation activation) {
    spec =
        spec instanceof Convolution2d convolution
            ? new Convolution2d(convolution.filters(), convolution.window(), activation)
            : new DenseSpec(outputs, activation);
  }
}
