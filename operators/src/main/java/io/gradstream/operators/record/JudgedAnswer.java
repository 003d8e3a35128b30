package io.gradstream.operators.record;

/**
 * An answer as it was given, and what turned out true. Immutable.
 *
 * @param output see {@link io.gradstream.model.Model#predict}; empty where the model had learned
 *     nothing; not to be changed by a reader
 * @param target 0 or 1, the class's index, or the value
 */
public record JudgedAnswer(float[] output, float target) {

  /** The output of a model that had learned nothing. */
  public static final float[] NONE = {};

  /** Whether there was an answer. */
  public boolean isAnswer() {
    return output.length > 0;
  }
}
