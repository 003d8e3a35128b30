package io.gradstream.network;

/** Makes the layers of {@link ConvolutionSpec}. */
final class ConvolutionLayers {

  private ConvolutionLayers() {}

  static Layer of(ConvolutionSpec spec, String name, Signal input, Site site) {
    throw new AssertionError("no layer for " + spec);
  }
}
