/**
 * Plasticity: what keeps a network able to learn, and the gauge that shows whether it is; used by
 * {@code io.gradstream.network} alone, but for {@link io.gradstream.network.plasticity.Activity}.
 */
package io.gradstream.network.plasticity;
