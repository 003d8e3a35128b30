package io.gradstream.learning.drift.ladder;

/** What a learner's loss of one example is. Written by name: never rename one. */
public enum LossKind {
  /** In 0..1, as 1 for a wrong class and 0 for the right one. */
  RATE,
  /** Of any size from 0 on, as the absolute error of a number. */
  SIZE
}
