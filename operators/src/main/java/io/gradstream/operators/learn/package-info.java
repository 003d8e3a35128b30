/**
 * Learning: the operator that answers and learns, with what it holds in state and in memory; used
 * by {@code io.gradstream.operators.pipeline} and by {@code jobs}, which passes its options.
 */
package io.gradstream.operators.learn;
