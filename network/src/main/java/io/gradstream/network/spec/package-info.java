/**
 * Declarations of a network: layers, head, training, shapes; used by whoever describes one, in any
 * module.
 *
 * <p>Records that check themselves, and nothing that computes.
 */
package io.gradstream.network.spec;
