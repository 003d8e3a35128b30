/**
 * The learner itself: order, mini-batch, step, scores; the plain class that {@code evaluate} and
 * the Flink job share. No Flink, no Kafka.
 */
package io.gradstream.learning;
