/**
 * From a record to the numbers a network reads: {@code media} and {@code event} on the ground,
 * {@code decode} and {@code encode} beside each other, {@code history} on top; this package itself
 * is empty.
 */
package io.gradstream.features;
