package io.gradstream.workbench.evaluate;

/** One partition of a topic that a learner reads, up to where it ended when it was opened. */
public interface Partition {

  /** Whether labels are on it, and otherwise events. */
  boolean isOfLabels();

  /** The next record in its own order, or null after the last. */
  TopicRecord next();
}
