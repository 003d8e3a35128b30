package io.gradstream.network;

import io.gradstream.network.SequenceSpec.Attention;
import io.gradstream.network.SequenceSpec.Position;

/** Makes the layers of {@link SequenceSpec}. */
final class SequenceLayers {

  private SequenceLayers() {}

  static Layer of(SequenceSpec spec, String name, Signal input, Site site) {
    if (spec instanceof SequenceSpec.TokenEmbedding embedding) {
      return new TokenEmbedding(embedding, name, input, site);
    }
    if (spec instanceof Position position) {
      return new PositionEncoding(position, name, input, site);
    }
    if (spec instanceof Attention attention) {
      return new SelfAttention(attention, name, input, site);
    }
    throw new AssertionError("no layer for " + spec);
  }
}
