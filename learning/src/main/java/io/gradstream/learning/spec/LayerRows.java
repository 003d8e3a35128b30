package io.gradstream.learning.spec;

import static io.gradstream.learning.spec.Key.withDefault;

import io.gradstream.network.Activation;
import io.gradstream.network.LayerSpec;

/** What the rows of layers share. */
final class LayerRows {

  static final Shape<Integer> WIDTH = new WholeShape(1, 65_536).asInt();

  static final NameShape<Activation> ACTIVATIONS =
      NameShape.of(
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.GELU,
          Activation.SILU,
          Activation.TANH,
          Activation.SIGMOID,
          Activation.SOFTMAX,
          Activation.LINEAR);

  private LayerRows() {}

  /** A layer that is the same wherever it stands, its keys side by side. */
  static Variant<LayerForm> layer(Part<? extends LayerSpec> row) {
    return new Variant<>(row.as(LayerForm::anywhere));
  }

  /** A layer that is the same wherever it stands, its keys below its name. */
  static Variant<LayerForm> layer(
      String name, String description, Part<? extends LayerSpec> below) {
    return Variant.of(name, description, below.as(LayerForm::anywhere));
  }

  /** A layer without keys. */
  static Variant<LayerForm> layer(String name, String description, LayerSpec layer) {
    return Variant.of(name, description, LayerForm.anywhere(layer));
  }

  static Key<Activation> activation(String byDefault) {
    return withDefault("activation", ACTIVATIONS, byDefault, "What follows it.");
  }
}
