/**
 * A learner spec, validated: the records that say what to read, what to predict and how to learn,
 * and what a change of them leaves of stored state.
 */
package io.gradstream.learning.spec;
