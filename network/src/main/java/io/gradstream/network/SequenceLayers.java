package io.gradstream.network;

/** Makes the layers of {@link SequenceSpec}. */
final class SequenceLayers {

  private SequenceLayers() {}

  static Layer of(SequenceSpec spec, String name, Signal input, Site site) {
    throw new AssertionError("no layer for " + spec);
  }
}
