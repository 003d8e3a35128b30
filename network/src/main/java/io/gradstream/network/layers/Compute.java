package io.gradstream.network.layers;

import io.gradstream.network.kernels.ActivationKernels;
import io.gradstream.network.kernels.AttentionKernels;
import io.gradstream.network.kernels.ConvolutionKernels;
import io.gradstream.network.kernels.RecurrenceKernels;
import io.gradstream.network.kernels.RowKernels;
import io.gradstream.network.kernels.StepKernels;
import io.gradstream.network.kernels.StepRandom;
import io.gradstream.network.memory.Arena;
import io.gradstream.network.products.Products;

/**
 * What a layer computes with.
 *
 * @param memory the arena's floats
 * @param rows kernels of rows and arrays
 * @param activations kernels of activations
 * @param steps kernels of gradients and steps
 * @param convolutions kernels of convolutions and pools
 * @param recurrences kernels of recurrent layers
 * @param attentions kernels of attention, softmax and norms
 * @param products the matrix products
 * @param weights where the flat weight vector starts in the arena
 * @param gradients where the dense part's gradient starts, in the order of the weights
 * @param mode what the forward pass is for
 * @param random the random numbers of this step
 */
public record Compute(
    float[] memory,
    RowKernels rows,
    ActivationKernels activations,
    StepKernels steps,
    ConvolutionKernels convolutions,
    RecurrenceKernels recurrences,
    AttentionKernels attentions,
    Products products,
    int weights,
    int gradients,
    Mode mode,
    StepRandom random) {

  /** What a forward pass is for. */
  public enum Mode {
    /** Each row is a question of its own. Nothing random, running statistics, no state changes. */
    ANSWER,
    /** Forward as for an answer to each row, but rows follow one another in the stream. */
    SCORE,
    /** For gradients. */
    TRAIN
  }

  /** For training, on an arena's own kernels. */
  public static Compute over(Arena arena, int weights, int gradients, StepRandom random) {
    RowKernels rows = RowKernels.over(arena.floats());
    return new Compute(
        arena.floats(),
        rows,
        ActivationKernels.over(arena.floats()),
        StepKernels.over(arena.floats()),
        ConvolutionKernels.over(arena.floats()),
        RecurrenceKernels.over(arena.floats()),
        AttentionKernels.over(arena.floats()),
        new Products(arena),
        weights,
        gradients,
        Mode.TRAIN,
        random);
  }

  boolean isTraining() {
    return mode == Mode.TRAIN;
  }

  public Compute in(Mode other, int otherWeights) {
    return new Compute(
        memory,
        rows,
        activations,
        steps,
        convolutions,
        recurrences,
        attentions,
        products,
        otherWeights,
        gradients,
        other,
        random);
  }
}
