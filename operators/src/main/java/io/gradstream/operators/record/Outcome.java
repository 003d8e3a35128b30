package io.gradstream.operators.record;

/**
 * What turned out true of an event, on its way to the answer that was given to it. Its stream
 * record has the time at which that is known, in the order of learning. Immutable.
 *
 * @param id of the event
 * @param time effective time of the event
 * @param target 0 or 1, the class's index, or the value
 */
public record Outcome(String id, long time, double target) {}
