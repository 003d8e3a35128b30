package io.gradstream.learning.spec.read;

/** What the absence of a network means in a spec. */
public enum Meaning {
  /**
   * As before members could be combined freely: whatever {@code learn} said of an optimizer or a
   * batch meant one network. Only specs in checkpoints of then are read so.
   */
  FIRST,
  /**
   * As before members remembered: whoever answered by default had no memory, and the opinions on
   * classes weighed alike. Only specs in checkpoints of then are read so.
   */
  SECOND,
  /**
   * As before classes had centers: whoever answered by default had no discriminant, and an example
   * made what was known of them forgotten whatever its label told. Only specs in checkpoints of
   * then are read so.
   */
  THIRD,
  /**
   * As before members took a number of the event for the last one: a change from one was one
   * network's, and where the next event told the label, members learned the change from the label
   * before. Only specs in checkpoints of then are read so.
   */
  FOURTH,
  /** Several members wherever they can be, whatever else the spec says. */
  PRESENT
}
