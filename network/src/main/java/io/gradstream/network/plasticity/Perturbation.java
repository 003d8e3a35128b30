package io.gradstream.network.plasticity;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.RandomWeights;
import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.TensorTable.Tensor;
import io.gradstream.network.plasticity.Plasticity.FirstWeights;
import io.gradstream.network.spec.Initializer;
import io.gradstream.network.spec.NetworkVector;
import io.gradstream.network.spec.PlasticitySpec.ShrinkAndPerturb;
import io.gradstream.network.updates.Parameters;
import java.util.List;

/** Shrink and perturb, as {@link ShrinkAndPerturb} describes it. */
final class Perturbation {

  private final ShrinkAndPerturb spec;
  private final Initializer initializer;
  private final FirstWeights first;
  private final List<Tensor> matrices;
  private final int fresh; // [weights], workspace: a new model's
  private final int stream; // of random numbers

  Perturbation(ShrinkAndPerturb spec, Initializer initializer, FirstWeights first, Layout layout) {
    this.spec = spec;
    this.initializer = initializer;
    this.first = first;
    matrices =
        layout.tensors().tensors().stream()
            .filter(tensor -> tensor.offset() < layout.trained() && tensor.shape().size() > 1)
            .toList();
    fresh = layout.workspace(layout.weights());
    stream = layout.randomStream();
  }

  /**
   * @param step number of the update before it, from 1
   */
  void step(Compute compute, Parameters parameters, long step) {
    if (step % spec.every() != 0) {
      return;
    }
    long seed = compute.random().seedOf(stream);
    first.fill(compute.in(Compute.Mode.TRAIN, fresh), RandomWeights.independent(seed, initializer));
    for (Tensor matrix : matrices) {
      int weights = compute.weights() + matrix.offset();
      compute.steps().scale(matrix.size(), 1f - spec.shrink(), weights);
      compute.steps().addScaled(matrix.size(), spec.perturb(), fresh + matrix.offset(), weights);
      parameters.vector(NetworkVector.WEIGHTS).markDirty(matrix.offset(), matrix.size());
    }
  }
}
