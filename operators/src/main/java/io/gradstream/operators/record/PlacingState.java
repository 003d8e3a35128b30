package io.gradstream.operators.record;

import java.util.OptionalLong;

/**
 * Where a run stands with its commands at a checkpoint.
 *
 * @param run its number; -1: none yet
 * @param branch number of the run that last began from other than the newest state
 * @param next place on the control topic of the first record that has not been seen; empty: none
 *     has
 * @param watermark that all learning waits for
 */
public record PlacingState(long run, long branch, OptionalLong next, long watermark) {

  /** Before the first run. */
  public static final PlacingState NONE =
      new PlacingState(-1, -1, OptionalLong.empty(), Long.MIN_VALUE);
}
