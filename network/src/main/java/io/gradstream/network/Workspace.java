package io.gradstream.network;

import io.gradstream.network.kernels.StepRandom;
import io.gradstream.network.layers.Compute;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.spec.TrainingSpec;
import io.gradstream.network.updates.Parameters;
import io.gradstream.network.updates.SparseTensor;
import io.gradstream.network.updates.Updates;
import java.util.List;

/**
 * The memory of a network, and those who work on it.
 *
 * @param answering reads the weights that predict
 * @param scoring the same, in a pass before a step of training
 * @param learning reads the weights that learn
 * @param scored [batch, output], where a copy of the outputs before a step is kept
 */
record Workspace(
    Arena arena,
    float[] memory,
    Compute answering,
    Compute scoring,
    Compute learning,
    Parameters parameters,
    Updates updates,
    int scored) {

  static Workspace of(
      MemoryMap map,
      TrainingSpec training,
      Layout layout,
      List<SparseTensor> tables,
      StepRandom random) {
    Arena arena = new Arena(map.size(), layout.scratch());
    float[] memory = arena.floats();
    Compute learning = Compute.over(arena, map.weights(), map.gradients(), random);
    int served = training.averaging() > 0 ? map.averages() : map.weights();
    Parameters parameters = map.parameters(training, layout, memory);
    return new Workspace(
        arena,
        memory,
        learning.in(Compute.Mode.ANSWER, served),
        learning.in(Compute.Mode.SCORE, served),
        learning,
        parameters,
        new Updates(training, learning.steps(), map.gradients(), parameters, tables),
        map.scored());
  }
}
