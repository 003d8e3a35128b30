package io.gradstream.model.made;

/**
 * Makes something with a model, piece by piece: tokens of a text, samples. What becomes of it is
 * the same in however many turns, and whatever else the model is asked between them. Like the
 * model, one thread at a time.
 */
public sealed interface Maker permits TextMaker, SampleMaker {

  /** Pieces that are still to be made. */
  int left();

  /**
   * Makes the next pieces, at least one, as long as there are some and the time is not over.
   *
   * @param nanos after which no other is begun
   */
  void make(long nanos);
}
