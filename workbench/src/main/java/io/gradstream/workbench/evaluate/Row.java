package io.gradstream.workbench.evaluate;

import io.gradstream.features.event.Decoded;
import java.util.Optional;

/**
 * One row of a data file, read by a learner's spec.
 *
 * @param index from 0, the header not counted; stands in for an offset
 * @param line 1-based line on which the row starts
 * @param event fields in the order of the spec's events
 * @param label fields in the order of the spec's labels; empty when the row has no label. For
 *     labels inside the event it is the event.
 */
public record Row(long index, long line, Decoded event, Optional<Decoded> label) {}
