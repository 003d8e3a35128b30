/**
 * Updates: from the gradients of a step to new weights, by an optimizer and a schedule; used by
 * layers with tables, by plasticity and by {@code io.gradstream.network}.
 */
package io.gradstream.network.updates;
