package io.gradstream.learning;

/**
 * An example that is learned, of one that comes.
 *
 * @param before the label that its own event told of the event before, as an {@link Example} has
 *     it: what no-change says, where labels are what next events tell; NaN: the last label learned
 */
record Told(Example example, double before) {}
