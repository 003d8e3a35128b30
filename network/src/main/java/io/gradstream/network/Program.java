package io.gradstream.network;

import io.gradstream.network.kernels.SplitMix;
import io.gradstream.network.layers.Chain;
import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.HiddenUnits;
import io.gradstream.network.layers.Layer;
import io.gradstream.network.layers.RandomWeights;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.updates.Updates;
import java.util.List;
import java.util.Optional;

/** What a network does with its rows: how it answers, and what a step of training is. */
interface Program {

  /** What {@link Network#output} reads: [batch, output]. */
  Signal output();

  /** Throws when the target cannot be learned from. */
  void checkTarget(float target);

  /**
   * Lets only the first classes be there from now on, where an output is a class's probability: the
   * others have the probability 0, and their weights stay as they are.
   *
   * @param weights of the loss of each class, that follow the stream: the mean loss is then over
   *     the rows; none: those of the spec
   */
  default void open(int classes, float[] weights) {
    throw new UnsupportedOperationException("only a network of classes has some that are not open");
  }

  void initialize(Compute compute, RandomWeights random);

  /** Fills the output for the first {@code rows} staged rows. */
  void predict(Compute compute, int rows);

  /** Fills one step of the output's row 0, as {@link Layer#forwardStep}. */
  default void predictStep(Compute compute, int step) {
    throw new UnsupportedOperationException("only a language model predicts step by step");
  }

  /**
   * Makes rows like those it learned from, so many at once.
   *
   * @param noise goes on from where it is
   * @param samples [count, input], filled
   */
  default void samples(Compute compute, SplitMix noise, int batch, float[][] samples) {
    for (int first = 0; first < samples.length; first += batch) {
      int count = Math.min(batch, samples.length - first);
      sample(compute, noise, count, samples, first);
    }
  }

  /**
   * Makes {@code n} rows like those it learned from.
   *
   * @param samples [count, input], filled from {@code first} on
   */
  default void sample(Compute compute, SplitMix random, int n, float[][] samples, int first) {
    throw new UnsupportedOperationException("only an adversarial network makes samples");
  }

  /** Whether the forward pass of a training step gives other outputs than a prediction. */
  boolean differsInTraining();

  /** One step, made by the updates unless loss or gradient is not finite. */
  StepResult train(Compute compute, Updates updates, int rows);

  /** The hidden layers of units, from input to output. */
  default List<HiddenUnits> hiddenUnits() {
    return List.of();
  }

  /** What the last layer reads of the hidden ones. */
  default Optional<Signal> lastHidden() {
    return Optional.empty();
  }

  /** Operations of a forward pass of one row. */
  long flops();

  /** The layers by their names, from input to output. */
  List<Chain.Part> parts();
}
