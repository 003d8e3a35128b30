/**
 * Makes the golden numbers that the engine's layers, losses and optimizers are tested against.
 *
 * <p>libtorch computes in double precision; inputs and weights are numbers of two decimals. All
 * tensors are in the engine's layout: channels last, dense weights {@code [in, out]}. The formulas
 * rearrange them for libtorch, so that its gradients come out in that layout too.
 */
package io.gradstream.benchmarks.libtorch.golden;
