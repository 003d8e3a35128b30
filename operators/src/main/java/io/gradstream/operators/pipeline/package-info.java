/** Pipeline: the wiring of given streams into a learner; used by {@code jobs}. */
package io.gradstream.operators.pipeline;
