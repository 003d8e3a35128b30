package io.gradstream.operators.record;

import io.gradstream.schemas.ControlRecord;

/**
 * A record of the control topic and its place there.
 *
 * @param offset in the topic's one partition
 */
public record ControlAt(ControlRecord record, long offset) {}
