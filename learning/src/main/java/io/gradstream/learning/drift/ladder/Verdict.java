package io.gradstream.learning.drift.ladder;

/** What a {@link PairedTest} says of a challenger. */
public enum Verdict {
  /** It errs less than the incumbent. */
  BETTER,
  /** It errs more. */
  WORSE,
  /** Nothing is known with the confidence asked for. */
  OPEN
}
