package io.gradstream.learning;

import io.gradstream.model.Model;

/** One outcome or not: targets 0 or 1. */
final class BinaryObjective extends Objective {

  private final ClassScores scores = new ClassScores(2, true);

  @Override
  Scores scores() {
    return scores;
  }

  @Override
  void score(MiniBatch batch, Model model, Step step) {
    for (int row = 0; row < batch.size(); row++) {
      scores.scoreBinary(step.output(model.network(), row, 0), batch.get(row).target() == 1);
    }
  }
}
