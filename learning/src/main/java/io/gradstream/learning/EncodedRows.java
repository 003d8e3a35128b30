package io.gradstream.learning;

/** Listener to each example that is learned, as the members see it. */
@FunctionalInterface
public interface EncodedRows {

  /**
   * One example, in the order of learning.
   *
   * @param inputs [width], as {@link io.gradstream.model.PoolPlan#columns} names them; not to be
   *     kept
   * @param tables rows of the category tables; not to be kept
   * @param label 0 or 1, the class's index, or the value
   */
  void encoded(float[] inputs, int[] tables, double label);
}
