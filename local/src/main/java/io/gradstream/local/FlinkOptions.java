package io.gradstream.local;

import io.gradstream.local.metrics.LoopbackReporterFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large a local Flink is, and where it keeps its state.
 *
 * @param taskManagers processes that work
 * @param slots threads of work in each
 * @param state folder of checkpoints; lives as long as its owner wants
 * @param heapMegabytes Java heap of each TaskManager
 * @param configuration more of Flink's own options, by key
 */
public record FlinkOptions(
    int taskManagers, int slots, Path state, int heapMegabytes, Map<String, String> configuration) {

  private static final String METRICS = "metrics.reporter.prometheus.";
  private static final String METRICS_PORT = METRICS + LoopbackReporterFactory.PORT;

  public FlinkOptions {
    configuration = Map.copyOf(configuration);
  }

  /** One TaskManager with the given slots and its state in the run's folder. */
  public static FlinkOptions small(LocalRun run, int slots) {
    return new FlinkOptions(1, slots, run.folder().resolve("state"), 512, Map.of());
  }

  /** These, and one more of Flink's options. */
  public FlinkOptions with(String key, String value) {
    Map<String, String> more = new TreeMap<>(configuration);
    more.put(key, value);
    return new FlinkOptions(taskManagers, slots, state, heapMegabytes, more);
  }

  /**
   * These, with metrics for Prometheus: the JobManager's on this port of the loopback interface,
   * each TaskManager's on one of the next, in the order of their numbers.
   */
  public FlinkOptions withMetricsPort(int port) {
    return with(METRICS + "factory.class", LoopbackReporterFactory.class.getName())
        .with(METRICS_PORT, Integer.toString(port));
  }

  /**
   * Where the TaskManager of this number has its metrics: options of its own.
   *
   * @param number from 1 on
   */
  List<String> metricsOf(int number) {
    String port = configuration.get(METRICS_PORT);
    return port == null
        ? List.of()
        : List.of("-D", METRICS_PORT + "=" + (Integer.parseInt(port) + number));
  }

  /** These, with a REST interface on a port that is known. */
  public FlinkOptions withRestPort(int port) {
    return with(FlinkFolder.REST_PORT, Integer.toString(port));
  }

  /**
   * These, going on from a checkpoint or savepoint.
   *
   * @param place as {@link FlinkPath} writes it
   */
  public FlinkOptions from(String place) {
    return with("execution.state-recovery.path", place);
  }

  /** These, going on from the newest checkpoint in the state folder when there is one. */
  public FlinkOptions continuing() throws IOException {
    return RetainedCheckpoints.in(state)
        .newest()
        .map(found -> from(FlinkPath.of(found)))
        .orElse(this);
  }
}
