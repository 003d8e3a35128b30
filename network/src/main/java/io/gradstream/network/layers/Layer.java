package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.BlockSpec;
import io.gradstream.network.spec.ConvolutionSpec;
import io.gradstream.network.spec.LayerSpec;
import io.gradstream.network.spec.RecurrentSpec;
import io.gradstream.network.spec.SequenceSpec;
import java.util.List;
import java.util.Optional;

/**
 * A layer: offsets into the arena and a formula, forward above backward, one file each. It reads
 * one {@link Signal}, writes another, and owns tensors of the weight vector.
 */
public interface Layer {

  Signal output();

  /** Computes the first {@code rows} rows of the output's values. */
  void forward(Compute compute, int rows);

  /**
   * After a forward pass in training. From the output's deltas, which it may overwrite, computes
   * the gradients of its tensors, all of them, and its input's deltas where they are wanted.
   */
  void backward(Compute compute, int rows);

  /** Fills its tensors for a new model; they are zero. */
  void initialize(Compute compute, RandomWeights random);

  /** Operations of a forward pass of one row, a product and sum being two. */
  long flops();

  /** Whether a forward pass in training gives other values than one in prediction. */
  default boolean differsInTraining() {
    return false;
  }

  /** The update of this training step was made: state of its own that follows a step moves on. */
  default void commit(Compute compute, int rows) {}

  /** The layer as units that can be told apart; empty when it is of another kind. */
  default Optional<UnitMatrix> unitMatrix() {
    return Optional.empty();
  }

  /** Whether each value of the output follows from values of one unit of the input alone. */
  default boolean keepsUnits() {
    return false;
  }

  /** Adds the hidden layers within this one. */
  default void collectUnits(List<HiddenUnits> into) {}

  /**
   * Computes one step of row 0 of a sequence, after all earlier ones, with what they left in the
   * workspace: the key/value cache of a language model.
   */
  default void forwardStep(Compute compute, int step) {
    throw new UnsupportedOperationException(
        getClass().getSimpleName() + " does not work step by step");
  }

  /** The one place that knows every family of layers. */
  static Layer of(LayerSpec spec, String name, Signal input, Site site) {
    if (spec instanceof LayerSpec.PlainSpec plain) {
      return PlainLayers.of(plain, name, input, site);
    }
    if (spec instanceof ConvolutionSpec convolution) {
      return ConvolutionLayers.of(convolution, name, input, site);
    }
    if (spec instanceof RecurrentSpec recurrent) {
      return RecurrentLayers.of(recurrent, name, input, site);
    }
    if (spec instanceof SequenceSpec sequence) {
      return SequenceLayers.of(sequence, name, input, site);
    }
    if (spec instanceof BlockSpec block) {
      return BlockLayers.of(block, name, input, site);
    }
    throw new AssertionError("no layer for " + spec);
  }
}
