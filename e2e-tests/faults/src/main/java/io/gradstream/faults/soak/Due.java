package io.gradstream.faults.soak;

/**
 * What must have become of the records sent so far, once all time has passed.
 *
 * @param events sent
 * @param learned events whose label came within the wait
 * @param missed events whose label did not
 * @param dead labels that came after the wait
 */
record Due(long events, long learned, long missed, long dead) {}
