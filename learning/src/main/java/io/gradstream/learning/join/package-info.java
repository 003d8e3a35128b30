/**
 * Joins events with labels that come later, on a topic of their own: one id at a time, by position.
 */
package io.gradstream.learning.join;
