package io.gradstream.faults;

import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.LocalProcess;

/** Faults after which much is learned again that has been answered with and published before. */
public enum Replays implements Fault {
  TASK_MANAGER_WITHOUT_CHECKPOINTS("kill TaskManager after two checkpoints have timed out") {
    @Override
    public Hit strike(FaultSystem system) {
      FlinkCheckpoints checkpoints = system.checkpoints();
      long restored = checkpoints.restored();
      long failed = checkpoints.failed();
      system.disk().begin(Trouble.STUCK_WRITES);
      Waiting.until("two failed checkpoints", () -> checkpoints.failed() >= failed + 2);
      LocalProcess killed = system.taskManager();
      killed.kill();
      system.disk().end(Trouble.STUCK_WRITES);
      system.flink().startTaskManager();
      return new Hit(
          "%s, %d checkpoints failed".formatted(killed.name(), checkpoints.failed() - failed),
          () -> system.isRestored(restored));
    }
  };

  private final String title;

  Replays(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }
}
