/**
 * The models of a learner that are in memory: {@link
 * io.gradstream.learning.resident.ResidentLearners}. All others lie in their store alone.
 */
package io.gradstream.learning.resident;
