package io.gradstream.local;

import java.time.Duration;

/** What became of a job that was started, or that ran. */
public sealed interface JobCondition {

  /** All of its subtasks run. */
  record Runs() implements JobCondition {}

  /**
   * It fails whenever it reads its state.
   *
   * @param place of the checkpoint or savepoint
   * @param cause of its last failure
   */
  record CannotRead(String place, String cause) implements JobCondition {}

  /** It was stopped or cancelled. */
  record Stopped() implements JobCondition {}

  /** It ended, for a reason that no restart mends. */
  record Failed(String cause) implements JobCondition {}

  /**
   * It does not run yet and goes on trying.
   *
   * @param cause of its last failure; empty when it has not failed
   */
  record Waits(Duration since, String cause) implements JobCondition {}
}
