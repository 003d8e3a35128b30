package io.gradstream.learning;

import io.gradstream.features.encode.TargetScaler;
import io.gradstream.model.Model;

/**
 * A number. A mini-batch's targets first enter the scaler, all of them, and are then scaled by it,
 * so that the first batch already has about unit deviation. Its outputs are scored as the model
 * gave them before: unscaled by the statistics without this batch, kept in a second scaler that
 * follows one batch behind.
 */
final class RegressionObjective extends Objective {

  private final ValueScores scores = new ValueScores();
  private TargetScaler before = new TargetScaler();

  @Override
  Scores scores() {
    return scores;
  }

  @Override
  void stage(MiniBatch batch, Model model) {
    TargetScaler scaler = model.targets();
    for (int row = 0; row < batch.size(); row++) {
      scaler.learn(change(batch, model, row));
    }
    for (int row = 0; row < batch.size(); row++) {
      model.network().target(row, (float) scaler.scale(change(batch, model, row)));
    }
  }

  /** What the network learns: the label itself, or its change from the event's own number. */
  private static double change(MiniBatch batch, Model model, int row) {
    return batch.get(row).target() - model.base(row);
  }

  @Override
  void score(MiniBatch batch, Model model, Step step) {
    for (int row = 0; row < batch.size(); row++) {
      float output = step.output(model.network(), row, 0);
      float value = (float) (before.unscale(output) + model.base(row));
      scores.scoreValue(value, batch.get(row).target());
    }
    for (int row = 0; row < batch.size(); row++) {
      before.learn(change(batch, model, row));
    }
  }

  @Override
  void modelReplaced(Model model) {
    before = new TargetScaler();
    before.restoreStatistics(model.targets().statistics());
  }
}
