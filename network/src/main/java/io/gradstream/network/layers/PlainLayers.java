package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;
import io.gradstream.network.spec.LayerSpec.BatchNormSpec;
import io.gradstream.network.spec.LayerSpec.DenseSpec;
import io.gradstream.network.spec.LayerSpec.DropoutSpec;
import io.gradstream.network.spec.LayerSpec.LayerNormSpec;
import io.gradstream.network.spec.LayerSpec.RmsNormSpec;
import java.util.List;

/** Makes the layers that treat every position alike. */
final class PlainLayers {

  private PlainLayers() {}

  static Layer of(LayerSpec.PlainSpec spec, String name, Signal input, Site site) {
    if (spec instanceof DenseSpec dense) {
      return Dense.hidden(dense, name, input, site);
    }
    if (spec instanceof ActivationSpec activation) {
      return new ActivationLayer(activation, input, site);
    }
    if (spec instanceof DropoutSpec dropout) {
      boolean passesOn = dropout.rate() == 0f;
      return passesOn ? new Chain(List.of(), "", input, site) : new Dropout(dropout, input, site);
    }
    if (spec instanceof LayerNormSpec) {
      return RowNorm.layer(name, input, site);
    }
    if (spec instanceof RmsNormSpec) {
      return RowNorm.rootMeanSquare(name, input, site);
    }
    if (spec instanceof BatchNormSpec batchNorm) {
      return new BatchNorm(batchNorm, name, input, site);
    }
    throw new AssertionError("no layer for " + spec);
  }
}
