/**
 * Stored state meets another spec than it was written under: which spec that was, and how a learner
 * goes on from it.
 */
package io.gradstream.learning.change;
