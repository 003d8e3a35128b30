package io.gradstream.operators.record;

/** How many things one key group holds, as it lies in a checkpoint. */
public record GroupCount(int keyGroup, long count) {}
