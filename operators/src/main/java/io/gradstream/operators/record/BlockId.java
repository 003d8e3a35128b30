package io.gradstream.operators.record;

import io.gradstream.network.spec.NetworkVector;

/**
 * Names one block of one flat vector of one member of a model.
 *
 * @param member which of the model's networks: {@code main} where there is but one
 */
public record BlockId(String member, NetworkVector vector, int block) {}
