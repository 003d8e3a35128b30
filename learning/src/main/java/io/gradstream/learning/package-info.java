/**
 * The learner itself, the plain class that {@code evaluate} and the Flink job share: who is
 * admitted, mini-batch, practice, scores, what is done about drift, and how all of it is carried to
 * a store and back. No Flink, no Kafka.
 */
package io.gradstream.learning;
