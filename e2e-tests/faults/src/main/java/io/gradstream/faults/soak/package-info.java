/**
 * Endurance: the whole system as real processes under a steady load, or under far more than it can
 * take, with the resident memory of each process by the minute.
 */
package io.gradstream.faults.soak;
