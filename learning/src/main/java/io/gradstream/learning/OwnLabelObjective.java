package io.gradstream.learning;

import io.gradstream.model.Model;

/** Events that are their own labels: what the model lost on each is its score. */
final class OwnLabelObjective extends Objective {

  private final LossScores scores;

  /**
   * @param ofTokens whether losses are in nats per token
   */
  OwnLabelObjective(boolean ofTokens) {
    scores = new LossScores(ofTokens);
  }

  @Override
  Scores scores() {
    return scores;
  }

  /** The network finds the target in its input, or has it from the encoding. */
  @Override
  void stage(MiniBatch batch, Model model) {}

  @Override
  void score(MiniBatch batch, Model model, Step step) {
    for (int row = 0; row < batch.size(); row++) {
      scores.score(step.loss(model, row));
    }
  }
}
