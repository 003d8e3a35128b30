/**
 * Layers, and the chain they make; used by heads, by plasticity and by the programs of {@code
 * io.gradstream.network}.
 *
 * <p>A layer is one file, its gradient beneath its value. It holds offsets into an arena and
 * computes with what a {@code Compute} gives it. A new kind is a record in {@code LayerSpec}, a
 * file that implements {@code Layer}, and a line in {@code Layer.of}.
 */
package io.gradstream.network.layers;
