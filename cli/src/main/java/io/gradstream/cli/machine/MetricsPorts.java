package io.gradstream.cli.machine;

import io.gradstream.local.FlinkOptions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Ports of the loopback interface on which the processes of a local Flink show their metrics to
 * Prometheus: the JobManager's, and behind it one of each TaskManager.
 *
 * @param first the JobManager's; 0 for none at all
 */
public record MetricsPorts(int first, int taskManagers) {

  /** The option that says the first one. */
  public static final String OPTION = "--metrics-port";

  /** Whether there are any. */
  public boolean isOn() {
    return first != 0;
  }

  /** What is wrong with the option's value; empty when nothing is. */
  public Optional<String> mistake() {
    int greatest = LocalPort.GREATEST - taskManagers;
    return first < 0 || first > greatest
        ? Optional.of(
            "%s must be in 0..%d, since each TaskManager takes one of the next: %d"
                .formatted(OPTION, greatest, first))
        : Optional.empty();
  }

  /**
   * @throws IllegalStateException when some of them cannot be listened on
   */
  public void requireFree() {
    List<String> obstacles = obstacles();
    if (!obstacles.isEmpty()) {
      throw new IllegalStateException(
          "the learner was not started: " + String.join("; ", obstacles));
    }
  }

  /** Why some of them cannot be listened on, and what to do; none when all can. */
  List<String> obstacles() {
    return all()
        .mapToObj(LocalPort::obstacle)
        .flatMap(Optional::stream)
        .map(obstacle -> "%s: choose others with %s".formatted(obstacle, OPTION))
        .toList();
  }

  /** All of them, first the JobManager's. */
  public IntStream all() {
    return isOn() ? IntStream.rangeClosed(first, first + taskManagers) : IntStream.empty();
  }

  /** A local Flink that shows its metrics there, or as it was. */
  public FlinkOptions of(FlinkOptions options) {
    return isOn() ? options.withMetricsPort(first) : options;
  }

  /** Where Prometheus finds them. */
  public String toText() {
    return all()
        .mapToObj(port -> "http://127.0.0.1:%d/metrics".formatted(port))
        .reduce((one, next) -> one + ", " + next)
        .orElse("nowhere");
  }
}
