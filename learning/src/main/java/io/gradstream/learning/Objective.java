package io.gradstream.learning;

import io.gradstream.model.Model;
import io.gradstream.model.TargetSpec;

/**
 * What the target means to the learner: how it is staged for a step and how an output is scored.
 */
abstract sealed class Objective
    permits BinaryObjective, MultiClassObjective, OwnLabelObjective, RegressionObjective {

  static Objective of(TargetSpec target) {
    if (target instanceof TargetSpec.MultiClass classes) {
      return new MultiClassObjective(classes.classes().size());
    }
    if (target.isInEveryEvent()) {
      return new OwnLabelObjective(target instanceof TargetSpec.NextToken);
    }
    return target instanceof TargetSpec.Binary ? new BinaryObjective() : new RegressionObjective();
  }

  abstract Scores scores();

  /** Stages the targets of a mini-batch, before the step. */
  void stage(MiniBatch batch, Model model) {
    for (int row = 0; row < batch.size(); row++) {
      model.network().target(row, batch.get(row).target());
    }
  }

  /** Scores a mini-batch by the outputs of the step's forward pass. */
  abstract void score(MiniBatch batch, Model model, Step step);

  /** The model was replaced: by a new one, or by a stored one. */
  void modelReplaced(Model model) {}
}
