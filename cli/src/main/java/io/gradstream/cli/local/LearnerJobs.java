package io.gradstream.cli.local;

import java.nio.file.Path;
import java.util.List;

/** How a learner becomes a job of a local Flink. */
public final class LearnerJobs {

  /** The job's main class. */
  public static final String MAIN = "io.gradstream.jobs.LearnerJob";

  private LearnerJobs() {}

  /** The job's arguments. */
  public static List<String> arguments(Path specFile, String brokers, Path snapshots) {
    return List.of(
        "--spec", specFile.toAbsolutePath().toString(),
        "--brokers", brokers,
        "--snapshots", snapshots.toAbsolutePath().toString());
  }
}
