package io.gradstream.cli.machine;

import io.gradstream.local.FlinkRest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * How many subtasks of an operator a session cluster can take, and takes yet.
 *
 * @param total 0 while no TaskManager has registered
 */
public record ClusterSlots(int free, int total) {

  private static final ClusterSlots NONE = new ClusterSlots(0, 0);
  private static final long A_MOMENT_NANOS = Duration.ofSeconds(3).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();

  /** Absent when the cluster does not answer. */
  public static Optional<ClusterSlots> of(URI flink) {
    return new FlinkRest(flink).slots().map(slots -> new ClusterSlots(slots.free(), slots.total()));
  }

  /**
   * Waits a moment until so many are free.
   *
   * @return how many are, enough or not; none when the cluster does not answer
   */
  public static ClusterSlots await(URI flink, int wanted) {
    long end = System.nanoTime() + A_MOMENT_NANOS;
    ClusterSlots now = of(flink).orElse(NONE);
    while (now.free() < wanted && now.total() >= wanted && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      now = of(flink).orElse(NONE);
    }
    return now;
  }

  String toText() {
    return total == 0 ? "no TaskManager yet" : "%d of %d slots free".formatted(free, total);
  }
}
