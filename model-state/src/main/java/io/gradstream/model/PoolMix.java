package io.gradstream.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How a pool's members answer together, learned from how well each did. State of one owner, not
 * thread safe.
 */
public sealed interface PoolMix permits ClassMix, ValueMix {

  /**
   * The joint answer to what the members say; read-only but for the workspace.
   *
   * @param last index of the last label that is known, or -1; of a number nothing
   */
  float[] answer(double[][] said, int last);

  /** Learns from what the members said, after {@link #answer} was asked with the same. */
  void learn(double[][] said, int last, float label);

  /** Faded mean loss of a member. */
  double loss(int member);

  void startAnew();

  void write(DataOutput out) throws IOException;

  void read(DataInput in) throws IOException;
}
