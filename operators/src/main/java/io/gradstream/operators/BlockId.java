package io.gradstream.operators;

import io.gradstream.network.Network;

/**
 * Names one block of one flat vector of one member of a model.
 *
 * @param member which of the model's networks; {@link #MAIN} while there is only one
 */
record BlockId(String member, Network.Vector vector, int block) {

  static final String MAIN = "main";

  static BlockId main(Network.Vector vector, int block) {
    return new BlockId(MAIN, vector, block);
  }
}
