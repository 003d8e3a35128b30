package io.gradstream.operators.record;

import io.gradstream.network.Network;

/**
 * An answer on its way to its label. Its stream record has the event's effective time. Immutable.
 *
 * @param id of the event
 * @param said what a {@link JudgedAnswer} holds
 */
public record GivenAnswer(String id, double[] said) {

  /**
   * What is judged of an answer: its output and, behind it, what the model knew of labels, by which
   * its baselines are judged. Where these are too many classes to lie in state together, the output
   * alone; nothing of a model that had learned nothing.
   */
  public static GivenAnswer of(String id, double[] output, double[] known, boolean learned) {
    if (!learned) {
      return new GivenAnswer(id, JudgedAnswer.NONE);
    }
    if (output.length + known.length > Network.BLOCK) {
      return new GivenAnswer(id, output);
    }
    double[] said = new double[output.length + known.length];
    System.arraycopy(output, 0, said, 0, output.length);
    System.arraycopy(known, 0, said, output.length, known.length);
    return new GivenAnswer(id, said);
  }
}
