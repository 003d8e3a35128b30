package io.gradstream.network;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.plasticity.Plasticity;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.updates.FlatVector;
import io.gradstream.network.updates.Parameters;

/**
 * Where the vectors of a network lie in its arena, all as offsets in floats, once its layers have
 * asked for their workspace.
 *
 * @param scored [batch, output]: a copy of the outputs before a step of training
 * @param gradients [trained weights]
 * @param weights [weights]
 * @param moments [momentCount]
 * @param momentCount the optimizer's moments of each weight, times the weights
 * @param averages [averageCount]
 * @param averageCount weights, or 0 without averaging
 * @param units [unitCount], of {@link Plasticity}
 * @param size of the arena
 */
record MemoryMap(
    int scored,
    int gradients,
    int weights,
    int moments,
    int momentCount,
    int averages,
    int averageCount,
    int units,
    int unitCount,
    int size) {

  static MemoryMap of(
      Layout layout, Signal output, TrainingSpec training, int batch, int unitCount) {
    int scored = layout.signal(batch, output.shape());
    int gradients = layout.workspace(layout.trained());
    int count = layout.weights();
    int weights = layout.workspace(count);
    int momentCount = Layout.fits((long) count * Parameters.momentsPerWeight(training));
    int moments = layout.workspace(momentCount);
    int averageCount = training.averaging() > 0 ? count : 0;
    int averages = layout.workspace(averageCount);
    int units = layout.workspace(unitCount);
    return new MemoryMap(
        scored,
        gradients,
        weights,
        moments,
        momentCount,
        averages,
        averageCount,
        units,
        unitCount,
        layout.workspace(0));
  }

  /** The vectors in an arena's memory. */
  Parameters parameters(TrainingSpec training, Layout layout, float[] memory) {
    return new Parameters(
        training,
        layout,
        new FlatVector(memory, weights, layout.weights()),
        new FlatVector(memory, moments, momentCount),
        new FlatVector(memory, averages, averageCount),
        new FlatVector(memory, units, unitCount));
  }
}
