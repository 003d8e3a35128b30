package io.gradstream.operators.record;

import io.gradstream.network.Network;

/**
 * Names one block of one flat vector of one member of a model.
 *
 * @param member which of the model's networks: {@code main} where there is but one
 */
record BlockId(String member, Network.Vector vector, int block) {}
