package io.gradstream.workbench.evaluate;

import io.gradstream.learning.Scores;

/**
 * What a model said of an event whose label was still to come.
 *
 * @param output not to be changed
 * @param known what its model knew of labels, by which its baselines are judged
 * @param learned whether the model had learned anything
 */
record GivenAnswer(double[] output, double[] known, boolean learned) {

  /** Scores it by what turned out true. */
  void judge(double target, Scores into) {
    if (learned) {
      into.score(output, target, known);
    } else {
      into.unanswered(target);
    }
  }
}
