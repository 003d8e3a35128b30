package io.gradstream.local;

import java.util.Map;
import java.util.Optional;

/**
 * How a job runs on a session cluster.
 *
 * @param parallelism subtasks of each operator
 * @param savepoint what it goes on from: a savepoint or a retained checkpoint
 * @param configuration Flink's own options, for this job alone
 */
public record JobStart(
    int parallelism, Optional<String> savepoint, Map<String, String> configuration) {

  public JobStart {
    configuration = Map.copyOf(configuration);
  }

  /** A job without state, configured as the cluster is. */
  public static JobStart anew(int parallelism) {
    return new JobStart(parallelism, Optional.empty(), Map.of());
  }
}
