package io.gradstream.model.targets;

/** Kind of prequential score. */
public enum ScoreKind {
  /** Scores of the probability of one outcome. */
  BINARY,
  /** Scores of the probabilities of several classes. */
  CLASSES,
  /** The same, of classes that are met as labels come. */
  OPEN_CLASSES,
  /** Scores of a number. */
  NUMBER,
  /** Mean loss of events that are their own labels. */
  LOSS,
  /** The same in nats per token. */
  TOKEN_LOSS
}
