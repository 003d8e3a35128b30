package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.BlockSpec.Concat;
import io.gradstream.network.spec.BlockSpec.Residual;
import io.gradstream.network.spec.BlockSpec.Select;
import io.gradstream.network.spec.BlockSpec.Transformer;

/** Makes the layers of {@link BlockSpec}. */
final class BlockLayers {

  private BlockLayers() {}

  static Layer of(BlockSpec spec, String name, Signal input, Site site) {
    if (spec instanceof Residual residual) {
      return new ResidualBlock(residual, name, input, site);
    }
    if (spec instanceof Concat concat) {
      return new ConcatBlock(concat, name, input, site);
    }
    if (spec instanceof Select select) {
      return new PartSelection(select, input, site);
    }
    if (spec instanceof Transformer transformer) {
      transformer.output(input.shape()); // an error is the block's, not that of a layer inside
      return new Chain(transformer.layers(input.shape().last()), name + ".", input, site);
    }
    throw new AssertionError("no layer for " + spec);
  }
}
