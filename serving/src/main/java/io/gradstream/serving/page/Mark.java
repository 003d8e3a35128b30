package io.gradstream.serving.page;

/**
 * Something that happened to a learner.
 *
 * @param time epoch milliseconds
 * @param what in words
 */
record Mark(long time, String what) {}
