package io.gradstream.network.spec;

/**
 * Flat vectors that a network keeps from one step to the next. Written by name: never rename one.
 */
public enum NetworkVector {
  WEIGHTS,
  MOMENTS,
  /** The weights' moving average; empty without {@link TrainingSpec#averaging}. */
  AVERAGES,
  /** Utilities and ages of hidden units; empty without continual backpropagation. */
  UNITS
}
