package io.gradstream.network.heads;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.OutputLayer;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Adversarial;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.NextToken;
import io.gradstream.network.spec.HeadSpec.Reconstruction;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.Shape;

/** The loss, and what the output layer's values mean. Works in place on the output's signal. */
public interface Head {

  /** Turns values into the outputs that users read. */
  void predict(Compute compute, int rows);

  /** Predicts one step of row 0, as {@link #predict} does whole rows. */
  default void predictStep(Compute compute, int step) {
    throw new UnsupportedOperationException("only a nextToken head predicts step by step");
  }

  /**
   * Predicts as {@link #predict} does, and fills the deltas.
   *
   * @return mean loss of the rows
   */
  float loss(Compute compute, int rows);

  /** Throws when the target cannot be learned from. */
  void check(float target);

  /**
   * Lets only the first classes be there from now on.
   *
   * @param weights of the loss of each, that follow the stream; none: those of the spec
   */
  default void open(int classes, float[] weights) {
    throw new UnsupportedOperationException("only a head of classes has some that are not open");
  }

  /**
   * @param output of the last layer, as {@link OutputLayer} made it
   * @param input of the network
   * @param targets [batch, target width], offset in the arena
   */
  static Head of(HeadSpec spec, Signal output, Signal input, int targets, Site site) {
    if (spec instanceof Binary binary) {
      return new BinaryHead(binary, output, targets, site);
    }
    if (spec instanceof MultiClass multiClass) {
      return new MultiClassHead(multiClass, output, targets, site);
    }
    if (spec instanceof Regression regression) {
      return new ValueHead(regression.loss(), output, targets, site);
    }
    if (spec instanceof Reconstruction reconstruction) {
      return ValueHead.ofReconstruction(reconstruction.loss(), output, input, site);
    }
    if (spec instanceof NextToken nextToken) {
      return new NextTokenHead(nextToken, output, targets, site);
    }
    throw new AssertionError("no head for " + spec);
  }

  /** Floats of target a row has: what a network reserves before it knows the head. */
  static int targetWidth(HeadSpec spec, Shape input) {
    if (spec instanceof NextToken) {
      return input.size();
    }
    return spec instanceof Reconstruction || spec instanceof Adversarial ? 0 : 1;
  }
}
