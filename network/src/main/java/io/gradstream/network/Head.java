package io.gradstream.network;

import io.gradstream.network.HeadSpec.Binary;
import io.gradstream.network.HeadSpec.MultiClass;
import io.gradstream.network.HeadSpec.Regression;

/** The loss, and what the output layer's values mean. Works in place on the output's signal. */
interface Head {

  /** Turns values into the outputs that users read. */
  void predict(Compute compute, int rows);

  /**
   * As {@link #predict}, and fills the deltas.
   *
   * @return mean loss of the rows
   */
  float loss(Compute compute, int rows);

  /** Throws when the target cannot be learned from. */
  void check(float target);

  /**
   * @param targets [batch], offset in the arena
   */
  static Head of(HeadSpec spec, Signal output, int targets, int batch, Layout layout) {
    if (spec instanceof Binary) {
      return new BinaryHead(output, targets, layout.workspace(batch));
    }
    if (spec instanceof MultiClass) {
      return new MultiClassHead(output, targets, layout.workspace(batch));
    }
    if (spec instanceof Regression) {
      return new RegressionHead(output, targets);
    }
    throw new AssertionError("no head for " + spec);
  }
}
