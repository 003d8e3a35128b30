/**
 * Writes out every bit of a learner's job from a savepoint, in words two runs can be compared by.
 * Uses classes that Flink keeps for itself: its State Processor API cannot be had with this
 * version.
 */
package io.gradstream.faults.dump;
