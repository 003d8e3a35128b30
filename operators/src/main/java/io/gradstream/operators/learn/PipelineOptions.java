package io.gradstream.operators.learn;

import io.gradstream.learning.ResidentLearners;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * How a learner's pipeline runs, beside what its spec says.
 *
 * @param generation of models that have no state yet: greater than any on the models topic
 * @param snapshotFolder absolute; shared by all learners, each has a folder of its own in it
 * @param residents how many models a subtask keeps off-heap; the others lie in state only
 * @param warmStart whether state of another spec is worth what fits of it; otherwise the job fails
 */
public record PipelineOptions(
    long generation, String snapshotFolder, int residents, boolean warmStart)
    implements Serializable {

  public static final int DEFAULT_RESIDENTS = ResidentLearners.USUAL;

  public PipelineOptions {
    if (generation < 0) {
      throw new IllegalArgumentException("generation must be >= 0: " + generation);
    }
    if (!Path.of(snapshotFolder).isAbsolute()) {
      throw new IllegalArgumentException("snapshotFolder must be absolute: " + snapshotFolder);
    }
    if (residents < 1) {
      throw new IllegalArgumentException("residents must be >= 1: " + residents);
    }
  }

  /** A learner that learns, with the default number of resident models. */
  public static PipelineOptions of(long generation, Path snapshotFolder) {
    return new PipelineOptions(
        generation, snapshotFolder.toAbsolutePath().toString(), DEFAULT_RESIDENTS, false);
  }
}
