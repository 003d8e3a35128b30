package io.gradstream.operators.learn;

import io.gradstream.operators.record.WorkItem;
import java.util.List;

/**
 * A learner that learns again what one before it has learned: as long as it is behind that one,
 * nothing of it is published, and readers stay with what they have. Not thread safe.
 */
final class CatchingUp {

  private final long until;
  private boolean isOver;

  /**
   * @param until effective time, epoch milliseconds, at which it has caught up
   */
  CatchingUp(long until) {
    this.until = until;
    isOver = until == PipelineOptions.NOTHING_BEFORE;
  }

  /** All up to a time is learned. */
  void reached(long time) {
    isOver |= time >= until;
  }

  boolean isOver() {
    return isOver;
  }

  /** Whether something was there for the learner before, to be answered by it. */
  boolean isOfBefore(WorkItem item) {
    return item.position().time() < until;
  }

  /** What a checkpoint has of it: the time, as long as it has not caught up. */
  List<Long> kept() {
    return isOver ? List.of() : List.of(until);
  }
}
