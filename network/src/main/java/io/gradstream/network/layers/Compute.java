package io.gradstream.network.layers;

import io.gradstream.network.kernels.AttentionKernels;
import io.gradstream.network.kernels.ConvolutionKernels;
import io.gradstream.network.kernels.Kernels;
import io.gradstream.network.kernels.Products;
import io.gradstream.network.kernels.RecurrenceKernels;
import io.gradstream.network.kernels.StepRandom;
import java.nio.FloatBuffer;

/**
 * What a layer computes with.
 *
 * @param memory the arena's floats
 * @param kernels everything elementwise
 * @param convolutions kernels of convolutions and pools
 * @param recurrences kernels of recurrent layers
 * @param attentions kernels of attention, softmax and norms
 * @param products the matrix products
 * @param weights where the flat weight vector starts in the arena
 * @param gradients where the dense part's gradient starts, in the order of the weights
 * @param mode what the forward pass is for
 * @param random the random numbers of this step
 */
record Compute(
    FloatBuffer memory,
    Kernels kernels,
    ConvolutionKernels convolutions,
    RecurrenceKernels recurrences,
    AttentionKernels attentions,
    Products products,
    int weights,
    int gradients,
    Mode mode,
    StepRandom random) {

  /** What a forward pass is for. */
  enum Mode {
    /** Each row is a question of its own. Nothing random, running statistics, no state changes. */
    ANSWER,
    /** As an answer to each row, but rows follow one another in the stream. */
    SCORE,
    /** For gradients. */
    TRAIN
  }

  boolean isTraining() {
    return mode == Mode.TRAIN;
  }

  Compute in(Mode other, int otherWeights) {
    return new Compute(
        memory,
        kernels,
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
