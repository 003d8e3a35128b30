package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.SequenceSpec;
import io.gradstream.network.spec.SequenceSpec.Attention;
import io.gradstream.network.spec.SequenceSpec.Position;

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
