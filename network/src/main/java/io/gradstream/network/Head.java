package io.gradstream.network;

import io.gradstream.network.HeadSpec.Binary;
import io.gradstream.network.HeadSpec.MultiClass;
import io.gradstream.network.HeadSpec.NextToken;
import io.gradstream.network.HeadSpec.Regression;

/** The loss, and what the output layer's values mean. Works in place on the output's signal. */
interface Head {

  /** Turns values into the outputs that users read. */
  void predict(Compute compute, int rows);

  /** As {@link #predict}, of one step of row 0. */
  default void predictStep(Compute compute, int step) {
    throw new UnsupportedOperationException("only a nextToken head predicts step by step");
  }

  /**
   * As {@link #predict}, and fills the deltas.
   *
   * @return mean loss of the rows
   */
  float loss(Compute compute, int rows);

  /** Throws when the target cannot be learned from. */
  void check(float target);

  /**
   * @param output of the last layer, as {@link OutputLayer} made it
   * @param input of the network
   * @param targets [batch, target width], offset in the arena
   */
  static Head of(HeadSpec spec, Signal output, Signal input, int targets, Site site) {
    Layout layout = site.layout();
    if (spec instanceof Binary) {
      return new BinaryHead(output, targets, layout.workspace(site.batch()));
    }
    if (spec instanceof MultiClass) {
      return new MultiClassHead(output, targets, layout.workspace(site.batch()));
    }
    if (spec instanceof Regression) {
      return new RegressionHead(output, targets);
    }
    if (spec instanceof NextToken nextToken) {
      return new NextTokenHead(nextToken, output, targets, site);
    }
    throw new AssertionError("no head for " + spec);
  }

  /** Floats of target a row has: what a network reserves before it knows the head. */
  static int targetWidth(HeadSpec spec, Shape input) {
    return spec instanceof NextToken ? input.size() : 1;
  }
}
