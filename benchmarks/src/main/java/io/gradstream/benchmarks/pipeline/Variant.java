package io.gradstream.benchmarks.pipeline;

/** The three jobs that are compared. */
enum Variant {
  /** Kafka, keyBy, a count in state, Kafka; nothing is decoded. */
  CEILING,
  /** The learner's job with everything but the network's forward pass and step. */
  IDENTITY,
  /** The learner's job. */
  LEARNING
}
