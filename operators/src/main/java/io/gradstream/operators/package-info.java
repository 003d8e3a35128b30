/**
 * Thin Flink operators and keyed-state adapters around plain classes, one room an operator; in this
 * package lies what they all keep their records with: kinds, serializers and the names of states.
 *
 * <p>{@link io.gradstream.operators.pipeline.LearnerPipeline} is the door of {@code jobs}: it wires
 * given streams into a learner.
 */
package io.gradstream.operators;
