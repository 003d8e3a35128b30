package io.gradstream.schemas;

/**
 * What a run of a learner's job says of itself on the claims topic, which keeps the newest of each
 * kind. A run is numbered: every deploy draws a number above all before it.
 */
public sealed interface Claim {

  /** More than there ever are: what claims more is damaged. */
  long GREATEST_RUN = 1L << 53;

  /** Number of the run that says so, from 0. */
  long run();

  /** Key of the record: the kind. */
  default String recordKey() {
    return getClass().getSimpleName();
  }

  /** The number is taken; the run may never begin. */
  record Drawn(long run) implements Claim {}

  /**
   * The run has begun: all before it are over.
   *
   * @param from the checkpoint it began from
   * @param time wall clock, epoch milliseconds
   */
  record Begun(long run, CheckpointId from, long time) implements Claim {}

  /**
   * A checkpoint of the run has completed.
   *
   * @param checkpoint its number
   */
  record Completed(long run, long checkpoint) implements Claim {}

  /**
   * Nothing beyond this time has been learned.
   *
   * @param branch number of the run that last began from other than the newest state
   * @param time effective time, epoch milliseconds
   */
  record Reached(long run, long branch, long time) implements Claim {}
}
