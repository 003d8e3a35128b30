/**
 * The deployable job: {@link io.gradstream.jobs.LearnerJob} wires Kafka, options and the learner's
 * operators. What a producer needs to move time on is {@link io.gradstream.jobs.TimeMarks}.
 */
package io.gradstream.jobs;
