package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import java.util.Optional;

/**
 * The units of a hidden layer, and what is read of them.
 *
 * @param matrix their incoming weights
 * @param read [batch, positions, span * units], their values as the next layer finds them; the i-th
 *     of a position is of unit i % units
 * @param reader the outgoing weights; empty when the next layer has none of the kind
 */
public record HiddenUnits(UnitMatrix matrix, Signal read, Optional<UnitMatrix> reader) {

  public int units() {
    return matrix.units();
  }

  /** Values of a unit in each position: 1, or the pixels of an image that was made a vector. */
  public int span() {
    return read.shape().last() / units();
  }
}
