package io.gradstream.schemas;

import java.util.Optional;

/**
 * One answer, as it is published.
 *
 * @param id the event's id, empty text when the learner declares none
 * @param key the model key, empty text for a learner without one
 * @param output binary: [probability of the positive class]; multi-class: [probability of each
 *     class, in the spec's order]; regression: [value]. Not to be changed by a reader.
 * @param learnedThrough position of the last example the answering model had learned; empty when it
 *     had learned nothing yet: the output is then no answer
 * @param time event time of the event, epoch milliseconds
 */
public record Prediction(
    String learner,
    String id,
    String key,
    float[] output,
    Version version,
    Optional<Position> learnedThrough,
    long time) {}
