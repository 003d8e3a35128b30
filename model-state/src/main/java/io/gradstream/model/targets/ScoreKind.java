package io.gradstream.model.targets;

/** Kind of prequential score. */
public enum ScoreKind {
  /** Of the probability of one outcome. */
  BINARY,
  /** Of the probabilities of several classes. */
  CLASSES,
  /** Of a number. */
  NUMBER,
  /** Mean loss of events that are their own labels. */
  LOSS,
  /** The same in nats per token. */
  TOKEN_LOSS
}
