package io.gradstream.benchmarks.learning;

/**
 * One run of a learner over a stream, and one over its first half.
 *
 * @param cpu processor seconds of the whole process
 * @param lastHalf those seconds less those of a process that learned the first half only: what the
 *     second half took, without the start of the JVM
 */
record Run(Quality quality, double cpu, double lastHalf) {}
