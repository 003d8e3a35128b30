package io.gradstream.network;

import io.gradstream.network.memory.TensorTable;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.plasticity.UnitUpkeep;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.updates.Parameters;
import io.gradstream.network.updates.Updates;

/** What a network takes over of another, or gives to it. */
record WarmStart(
    TrainingSpec training,
    TensorTable tensors,
    Parameters parameters,
    Updates updates,
    UnitUpkeep units) {

  /** Takes over what fits, as {@link Network#takeOver} says; the other is only read. */
  void from(WarmStart other) {
    boolean sameOptimizer =
        training.optimizer().getClass() == other.training.optimizer().getClass();
    for (Tensor tensor : tensors.tensors()) {
      other
          .tensors
          .find(tensor.name(), tensor.shape())
          .ifPresent(same -> from(other, same, tensor, sameOptimizer));
    }
    if (sameOptimizer) {
      updates.setSteps(other.updates.steps());
    }
    units.takeOver(other.units, parameters, other.parameters);
  }

  private void from(WarmStart other, Tensor from, Tensor to, boolean moments) {
    parameters.takeOver(other.parameters, from.offset(), to.offset(), to.size());
    if (moments) {
      parameters.takeOverMoments(other.parameters, from.offset(), to.offset(), to.size());
    }
  }
}
