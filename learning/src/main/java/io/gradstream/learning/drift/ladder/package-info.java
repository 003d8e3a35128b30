/**
 * From detections of drift to what is done about them, step by step. Door: {@link
 * io.gradstream.learning.drift.ladder.Drift}, which a learner hands its losses and which answers
 * with {@link io.gradstream.learning.drift.ladder.Command}s and {@link
 * io.gradstream.learning.drift.ladder.Reaction}s. Plain classes: no clock, no input or output.
 */
package io.gradstream.learning.drift.ladder;
