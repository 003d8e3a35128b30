/**
 * Faults made on purpose to the whole system as real processes, and the proof that nothing was
 * lost: a seeded driver feeds events and labels, faults happen, and every bit of the state is
 * compared with the plain learner that was fed the same events.
 */
package io.gradstream.faults;
