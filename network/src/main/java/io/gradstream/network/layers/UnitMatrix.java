package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Activation;

/**
 * A layer as units: y[j] = activation(x W[:, j] + b[j]), at every position.
 *
 * @param name what the names of the layer's tensors start with
 * @param input what the layer reads
 * @param rows of W; a multiple of the input's last dimension, of which a convolution has one for
 *     each place of its window
 * @param units columns of W
 * @param weight [rows, units], offset in the weight vector
 * @param bias [units], offset in the weight vector
 */
public record UnitMatrix(
    String name, Signal input, int rows, int units, int weight, int bias, Activation activation) {}
