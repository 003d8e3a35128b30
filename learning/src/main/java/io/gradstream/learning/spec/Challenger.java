package io.gradstream.learning.spec;

import io.gradstream.learning.LearnSpec;
import io.gradstream.model.ModelSpec;

/**
 * A candidate that learns what the champion learns, beside it. Its events, features, target and
 * labels are the learner's; who answers and how it learns may be its own.
 *
 * @param name unique in the spec
 * @param whenBetter whether it takes the champion's place as soon as the paired test has found it
 *     better; otherwise it does when that is ordered
 */
public record Challenger(String name, ModelSpec model, LearnSpec learn, boolean whenBetter) {

  /** Who answers in the beginning, and what orders call it: no challenger is named so. */
  public static final String MAIN = "main";

  Challenger withSeed(long seed) {
    return new Challenger(name, model.withSeed(seed), learn, whenBetter);
  }
}
