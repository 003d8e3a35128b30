package io.gradstream.cli;

import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.FlinkCheckpoints.Checkpoint;
import io.gradstream.local.FlinkRest;
import io.gradstream.local.FlinkRestException;
import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Says of checkpoints that a job could not make, and of a disk that is full. For one thread. */
final class FailedCheckpoints {

  private static final long EVERY_NANOS = Duration.ofSeconds(30).toNanos();
  private static final long FULL = 1 << 20; // bytes left

  private final Path folder;
  private final Consumer<String> tell;
  private long told;
  private long next = System.nanoTime();

  /**
   * @param folder of the checkpoints
   */
  FailedCheckpoints(Path folder, Consumer<String> tell) {
    this.folder = folder;
    this.tell = tell;
  }

  void look(FlinkRest cluster, String job) {
    if (System.nanoTime() - next < 0) {
      return;
    }
    try {
      FlinkCheckpoints checkpoints = cluster.checkpoints(job);
      Optional<Checkpoint> failed = checkpoints.newestFailed().filter(of -> of.id() > told);
      if (failed.isPresent()) {
        told = failed.get().id();
        next = System.nanoTime() + EVERY_NANOS;
        tell.accept(
            "could not make checkpoint %d (%d have failed): %s%s"
                .formatted(told, checkpoints.failed(), failed.get().failure(), space()));
      }
    } catch (FlinkRestException | UncheckedIOException e) {
      // no answer now; whether it lives, others know
    }
  }

  private String space() {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free < FULL ? "; the disk of %s is full".formatted(folder) : "";
    } catch (IOException e) {
      return "; the folder %s cannot be read: %s".formatted(folder, IoFailure.reason(e));
    }
  }
}
