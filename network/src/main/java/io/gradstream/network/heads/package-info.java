/**
 * Heads: what is lost by an answer, and the gradient of that loss; used by the programs of {@code
 * io.gradstream.network}.
 *
 * <p>{@code Head} is the door of networks that learn from a target or from their own input, {@code
 * Opposition} that of adversarial ones.
 */
package io.gradstream.network.heads;
