package io.gradstream.operators.learn;

import io.gradstream.learning.resident.ResidentLearners;
import io.gradstream.operators.control.Run;
import io.gradstream.operators.control.RunLog;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * How a learner's pipeline runs, beside what its spec says.
 *
 * @param run this deploy; its number is the generation of models that have no state yet
 * @param log what runs have decided
 * @param publishAll whether every model is published again, because readers may have lost some
 * @param snapshotFolder absolute; shared by all learners, each has a folder of its own in it
 * @param residents how many models a subtask keeps in memory; the others lie in state only
 * @param quietUntil effective time, epoch milliseconds, up to which a learner before this one has
 *     come: nothing is published until this one has, too
 * @param warmStart whether state of another spec is worth what fits of it; otherwise the job fails
 */
public record PipelineOptions(
    Run run,
    RunLog.Factory log,
    boolean publishAll,
    String snapshotFolder,
    int residents,
    long quietUntil,
    boolean warmStart)
    implements Serializable {

  public static final int DEFAULT_RESIDENTS = ResidentLearners.USUAL;

  /** There was none before it. */
  public static final long NOTHING_BEFORE = Long.MIN_VALUE;

  public PipelineOptions {
    if (!Path.of(snapshotFolder).isAbsolute()) {
      throw new IllegalArgumentException("snapshotFolder must be absolute: " + snapshotFolder);
    }
    if (residents < 1) {
      throw new IllegalArgumentException("residents must be >= 1: " + residents);
    }
  }

  /** A learner that no other run comes after, with the default number of resident models. */
  public static PipelineOptions of(long generation, Path snapshotFolder) {
    return new PipelineOptions(
        Run.first(generation),
        RunLog.NONE,
        false,
        snapshotFolder.toAbsolutePath().toString(),
        DEFAULT_RESIDENTS,
        NOTHING_BEFORE,
        false);
  }
}
