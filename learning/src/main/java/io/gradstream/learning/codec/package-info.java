/**
 * Binary forms of what the learner keeps and ships; each starts with its format version where it is
 * persisted.
 */
package io.gradstream.learning.codec;
