package io.gradstream.learning.drift.ladder;

/** What is done about a drift, the least first. Written by name: never rename one. */
public enum Rung {
  /** A larger learning rate, which falls back to the ordinary one. */
  RAISE_RATE,
  /** The least useful share of the hidden units begins anew. */
  REFRESH_UNITS,
  /** A second learner sees the same examples and takes over when it is better. */
  FORK_CHALLENGER,
  /** What was tried made it worse: back to the weights from before the drift. */
  ROLL_BACK
}
