/**
 * Thin Flink operators and keyed-state adapters around plain classes. {@link
 * io.gradstream.operators.pipeline.LearnerPipeline} is the door: it wires given streams into a
 * learner.
 */
package io.gradstream.operators;
