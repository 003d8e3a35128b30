package io.gradstream.operators.control;

import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.PlacedCommand;
import java.io.Serializable;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a learner's runs have decided and must find again, outside of their checkpoints. One run
 * writes at a time: whoever opens the log shuts all others out. A method returns when what it
 * writes is durable, and throws when it may not be. For one thread.
 */
public interface RunLog extends AutoCloseable {

  /** Makes logs, each when the operator that writes it starts. */
  interface Factory extends Serializable {
    RunLog create(String learner);
  }

  /**
   * What stands in the log.
   *
   * @param placed from the given place on, in the order they were decided
   * @param reached how far the branch has been learned at most
   * @param next place on the control topic from which on it was read
   */
  record Found(List<PlacedCommand> placed, OptionalLong reached, OptionalLong next) {}

  /**
   * Begins or goes on with a run.
   *
   * @param from the checkpoint gone on from
   * @param branch the run that last began from other than the newest state
   * @param next place on the control topic from which on records have not been seen yet; empty:
   *     from the deploy on
   * @throws org.apache.flink.runtime.execution.SuppressRestartsException when a later run has begun
   */
  Found open(Run run, CheckpointId from, long branch, OptionalLong next) throws Exception;

  /** Keeps where a command takes effect. */
  void place(PlacedCommand command) throws Exception;

  /** Keeps that learning may go as far as that. */
  void reach(long branch, long time) throws Exception;

  /** Keeps that a checkpoint has completed. It may be forgotten. */
  void completed(long checkpoint) throws Exception;

  @Override
  void close();

  /** Keeps nothing: for a learner that no other run can come after. */
  Factory NONE = learner -> new ForgetfulLog();
}
