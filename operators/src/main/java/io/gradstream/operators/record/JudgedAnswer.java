package io.gradstream.operators.record;

import java.util.Arrays;
import java.util.Optional;

/**
 * An answer as it was given, and what turned out true. Immutable.
 *
 * @param output see {@link io.gradstream.model.Model#predict}, and behind it what the model knew of
 *     labels ({@link io.gradstream.learning.Scores#known}), which releases before left out; empty
 *     where the model had learned nothing; not to be changed by a reader
 * @param target 0 or 1, the class's index, or the value
 */
public record JudgedAnswer(double[] output, double target) {

  /** The output of a model that had learned nothing. */
  public static final double[] NONE = {};

  /** Whether there was an answer. */
  public boolean isAnswer() {
    return output.length > 0;
  }

  /**
   * How wide the output is of a model that meets its classes as labels come: what it knew of them
   * ends with how many numbers that takes.
   */
  public int widthOfMet() {
    return output.length - (int) output[output.length - 1];
  }

  /**
   * What the model knew of labels.
   *
   * @param width of an output
   */
  public Optional<double[]> known(int width) {
    return output.length > width
        ? Optional.of(Arrays.copyOfRange(output, width, output.length))
        : Optional.empty();
  }
}
