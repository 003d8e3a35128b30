package io.gradstream.faults;

import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.FlinkCheckpoints.Checkpoint;
import io.gradstream.local.LocalProcess;
import java.time.Duration;

/** Faults that end nothing: processes that stand still, a disk that is full or stuck. */
public enum Hindrances implements Fault {
  BROKER_FROZEN("freeze broker for 30 s") {
    @Override
    public Hit strike(FaultSystem system) {
      freeze(system.broker().process(), Duration.ofSeconds(30));
      return new Hit("SIGSTOP, SIGCONT", () -> system.flink().rest().isJobRunning());
    }
  },

  SERVING_SLOW("freeze query service for 10 s") {
    @Override
    public Hit strike(FaultSystem system) {
      freeze(system.serving().process(), Duration.ofSeconds(10));
      return new Hit("SIGSTOP, SIGCONT", system::answersQueries);
    }
  },

  DISK_FULL("disk for checkpoints full, then free") {
    @Override
    public Hit strike(FaultSystem system) {
      FlinkCheckpoints checkpoints = system.checkpoints();
      long failed = checkpoints.failed();
      Waiting.until(
          "two failed checkpoints",
          () -> {
            system.disk().begin(Trouble.NO_SPACE);
            return checkpoints.failed() >= failed + 2;
          });
      long failures = checkpoints.failed() - failed;
      system.disk().end(Trouble.NO_SPACE);
      long completed = checkpoints.completed();
      return new Hit(
          "%s; %d checkpoints failed".formatted(system.disk().fullness(), failures),
          () -> checkpoints.completed() > completed);
    }
  },

  CHECKPOINT_TIMEOUT("a checkpoint times out") {
    @Override
    public Hit strike(FaultSystem system) {
      FlinkCheckpoints checkpoints = system.checkpoints();
      long failed = checkpoints.failed();
      system.disk().begin(Trouble.STUCK_WRITES);
      Waiting.until("a checkpoint's end", () -> checkpoints.failed() > failed);
      Checkpoint expired = checkpoints.newestFailed().orElseThrow();
      system.disk().end(Trouble.STUCK_WRITES);
      long completed = checkpoints.completed();
      return new Hit(
          "checkpoint %d: %s".formatted(expired.id(), expired.failure()),
          () -> checkpoints.completed() > completed);
    }
  };

  private final String title;

  Hindrances(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  /** The time is the fault itself; nothing is waited for. */
  private static void freeze(LocalProcess process, Duration time) {
    process.freeze();
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.thaw();
    }
  }
}
