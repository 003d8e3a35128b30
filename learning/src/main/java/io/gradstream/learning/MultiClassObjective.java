package io.gradstream.learning;

import io.gradstream.model.Model;

/** One of several classes: targets are indexes. */
final class MultiClassObjective extends Objective {

  private final ClassScores scores;
  private final float[] output; // [classes]

  MultiClassObjective(int classes) {
    scores = new ClassScores(classes, false);
    output = new float[classes];
  }

  @Override
  Scores scores() {
    return scores;
  }

  @Override
  void score(MiniBatch batch, Model model, Step step) {
    for (int row = 0; row < batch.size(); row++) {
      for (int column = 0; column < output.length; column++) {
        output[column] = step.output(model.network(), row, column);
      }
      scores.scoreClass(output, (int) batch.get(row).target());
    }
  }
}
