package io.gradstream.faults;

import io.gradstream.cli.local.LocalProcess;

/** Faults that end a process as a crash does, and start it again. */
final class Kills {

  private Kills() {}

  /** A TaskManager, while events flow. */
  static final class TaskManagerWhileLearning implements Fault {
    @Override
    public String name() {
      return "kill TaskManager while learning";
    }

    @Override
    public Hit strike(FaultSystem system) {
      long restored = system.checkpoints().restored();
      LocalProcess killed = system.taskManager();
      killed.kill();
      system.flink().startTaskManager();
      return new Hit(
          killed.name(),
          () -> system.checkpoints().restored() > restored && system.flink().rest().isJobRunning());
    }
  }
}
