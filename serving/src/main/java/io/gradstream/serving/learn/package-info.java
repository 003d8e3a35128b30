/**
 * Events and labels that callers give to learn from: read as the job will read them, put on their
 * topics, and answered for when the broker has them. {@link io.gradstream.serving.learn.LearnDesk}
 * is the door.
 */
package io.gradstream.serving.learn;
