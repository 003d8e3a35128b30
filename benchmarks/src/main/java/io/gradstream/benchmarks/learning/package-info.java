/**
 * How well and how cheaply the default learner learns, beside MOA's forests on the same events:
 * {@code gradstream bench learning}; and the SEA stream, {@code gradstream bench sea}.
 */
package io.gradstream.benchmarks.learning;
