/**
 * Streams that are made, each to show one thing that a learner must be able to do. {@link
 * io.gradstream.benchmarks.learning.made.MadeStream} is the door.
 */
package io.gradstream.benchmarks.learning.made;
