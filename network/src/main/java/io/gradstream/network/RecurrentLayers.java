package io.gradstream.network;

/** Makes the layers of {@link RecurrentSpec}. */
final class RecurrentLayers {

  private RecurrentLayers() {}

  static Layer of(RecurrentSpec spec, String name, Signal input, Site site) {
    throw new AssertionError("no layer for " + spec);
  }
}
