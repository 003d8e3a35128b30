/**
 * The engine: a {@link io.gradstream.network.Network} from a {@link
 * io.gradstream.network.spec.NetworkSpec}; this package and {@code spec} are for every module
 * above, the other rooms are for the engine alone, but for the few records that a door returns.
 *
 * <p>In the order of a training step: {@code EmbeddingTable} gathers, a {@code Layer} has its
 * forward and backward pass in one file, {@code Head} is the loss, {@code Optimizer} the step. They
 * hold offsets into one {@code Arena} and compute with kernels (one fused pass each, vector and
 * scalar twins of equal bits) and {@code Products}. The rooms from the ground up: {@code spec},
 * {@code memory}, {@code kernels}, {@code products}, {@code updates}, {@code layers}, {@code heads}
 * beside {@code plasticity}, and here what binds them.
 */
package io.gradstream.network;
