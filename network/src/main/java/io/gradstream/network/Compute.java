package io.gradstream.network;

import java.nio.FloatBuffer;

/**
 * What a layer computes with.
 *
 * @param memory the arena's floats
 * @param kernels everything elementwise
 * @param products the matrix products
 * @param weights where the flat weight vector starts in the arena
 * @param gradients where the dense part's gradient starts, in the order of the weights
 */
record Compute(
    FloatBuffer memory, Kernels kernels, Products products, int weights, int gradients) {}
