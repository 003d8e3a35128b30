package io.gradstream.network;

import io.gradstream.network.LayerSpec.DenseSpec;

/** Makes the layers that treat every position alike. */
final class PlainLayers {

  private PlainLayers() {}

  static Layer of(LayerSpec.PlainSpec spec, String name, Signal input, Site site) {
    if (spec instanceof DenseSpec dense) {
      return Dense.hidden(dense, name, input, site);
    }
    throw new AssertionError("no layer for " + spec);
  }
}
