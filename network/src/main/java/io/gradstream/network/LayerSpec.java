package io.gradstream.network;

import java.util.Objects;

/** One declared layer. Every kind of layer is a record here and a file of its own. */
public sealed interface LayerSpec {

  /** y = activation(x W + b). */
  record DenseSpec(int width, Activation activation) implements LayerSpec {
    public DenseSpec {
      Arguments.positive("width of a dense layer", width);
      Objects.requireNonNull(activation, "activation");
    }
  }
}
