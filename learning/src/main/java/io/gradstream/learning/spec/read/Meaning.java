package io.gradstream.learning.spec.read;

/** What the absence of a network means in a spec. */
public enum Meaning {
  /**
   * As before members could be combined freely: whatever {@code learn} said of an optimizer or a
   * batch meant one network. Only specs in checkpoints of then are read so.
   */
  FIRST,
  /** Several networks wherever they can be, whatever else the spec says. */
  PRESENT
}
