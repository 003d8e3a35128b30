package io.gradstream.learning;

import io.gradstream.schemas.Position;

/** Hears how wrong the answers to examples were, in the order of learning. */
@FunctionalInterface
public interface Errors {

  /** Nobody asks. */
  Errors UNHEARD = (position, error) -> {};

  /**
   * An example was learned.
   *
   * @param error of the answer before: 1 or 0 of classes, the absolute error of a number
   */
  void of(Position position, double error);
}
