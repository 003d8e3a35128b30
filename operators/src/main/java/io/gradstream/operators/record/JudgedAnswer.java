package io.gradstream.operators.record;

/**
 * An answer as it was given, and what turned out true. Immutable.
 *
 * @param output see {@link io.gradstream.model.Model#predict}; not to be changed by a reader
 * @param target 0 or 1, the class's index, or the value
 */
public record JudgedAnswer(float[] output, float target) {}
