/** Ids that a model has learned within a time: found again, and kept small. */
package io.gradstream.learning.seen;
