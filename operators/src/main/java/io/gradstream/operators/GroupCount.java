package io.gradstream.operators;

/** How many things one key group holds, as it lies in a checkpoint. */
record GroupCount(int keyGroup, long count) {}
