package io.gradstream.learning;

import io.gradstream.network.Network;
import io.gradstream.network.spec.NetworkVector;

/** Carries a network's flat vectors to a store and back, block by block. */
final class NetworkBlocks {

  private final String member;
  private final Network network;

  /**
   * @param member the network's name in the store
   */
  NetworkBlocks(String member, Network network) {
    this.member = member;
    this.network = network;
  }

  /**
   * @param all also those that have not changed since they were marked clean
   */
  void write(LearnerStore store, boolean all) {
    for (NetworkVector vector : NetworkVector.values()) {
      for (int block = 0; block < network.blocks(vector); block++) {
        if (all || network.isDirty(vector, block)) {
          store.putBlock(member, vector, block, network.block(vector, block));
        }
      }
    }
  }

  /** Reads the blocks that were ever written. */
  void read(LearnerStore store) {
    for (NetworkVector vector : NetworkVector.values()) {
      for (int block = 0; block < network.blocks(vector); block++) {
        float[] values = store.block(member, vector, block);
        if (values != null) {
          network.setBlock(vector, block, values);
        }
      }
    }
  }
}
