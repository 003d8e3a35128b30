/**
 * The engine: a {@link io.gradstream.network.Network} from a {@link
 * io.gradstream.network.spec.NetworkSpec}.
 *
 * <p>Inside, in the order of a training step: {@code EmbeddingTable} gathers, a {@code Layer} has
 * its forward and backward pass in one file, {@code Head} is the loss, {@code Optimizer} the step.
 * They hold offsets into one {@code Arena} and compute with {@code Kernels} (one fused pass each,
 * vector and scalar twins of equal bits) and {@code Products} (kernels or BLAS). A new kind of
 * layer is a record in {@code LayerSpec}, a file that implements {@code Layer}, and a line in
 * {@code Layer.of}.
 */
package io.gradstream.network;
