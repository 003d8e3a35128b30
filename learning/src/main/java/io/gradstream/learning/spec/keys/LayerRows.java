package io.gradstream.learning.spec.keys;

import static io.gradstream.learning.spec.yaml.Key.withDefault;

import io.gradstream.learning.spec.yaml.Key;
import io.gradstream.learning.spec.yaml.NameShape;
import io.gradstream.learning.spec.yaml.Part;
import io.gradstream.learning.spec.yaml.Shape;
import io.gradstream.learning.spec.yaml.Variant;
import io.gradstream.learning.spec.yaml.WholeShape;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec;

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
