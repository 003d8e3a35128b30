package io.gradstream.faults;

import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.FlinkCheckpoints.Checkpoint;
import io.gradstream.local.LocalProcess;
import java.util.List;
import java.util.Optional;

/** Faults that end processes as a crash does, and start them again. */
public enum Kills implements Fault {
  TASK_MANAGER_WHILE_LEARNING("kill TaskManager while learning") {
    @Override
    public Hit strike(FaultSystem system) {
      long restored = system.checkpoints().restored();
      return new Hit(killTaskManager(system), () -> system.isRestored(restored));
    }
  },

  TASK_MANAGER_DURING_CHECKPOINT("kill TaskManager during a checkpoint") {
    @Override
    public Hit strike(FaultSystem system) {
      FlinkCheckpoints checkpoints = system.checkpoints();
      long restored = checkpoints.restored();
      system.disk().begin(Trouble.SLOW_WRITES);
      long before = checkpoints.newest();
      Checkpoint hit =
          Waiting.untilGiven(
              "a checkpoint that is slow from its beginning",
              () -> checkpoints.inProgress().filter(found -> found.id() > before));
      String killed = killTaskManager(system);
      system.disk().end(Trouble.SLOW_WRITES);
      Waiting.until("the checkpoint's end", () -> !isInProgress(checkpoints.find(hit.id())));
      String end = checkpoints.find(hit.id()).map(Checkpoint::status).orElse("gone");
      if (end.equals("COMPLETED")) {
        Waiting.until("the job's return", () -> system.isRestored(restored));
        return strike(system); // the kill came too late
      }
      return new Hit(
          "%s, checkpoint %d in progress: %s".formatted(killed, hit.id(), end),
          () -> system.isRestored(restored));
    }
  },

  TASK_MANAGER_DURING_RESTORE("kill TaskManager during a restore") {
    @Override
    public Hit strike(FaultSystem system) {
      long restored = system.checkpoints().restored();
      system.disk().begin(Trouble.SLOW_READS);
      String first = killTaskManager(system);
      Waiting.until("tasks that restore", () -> system.flink().rest().initializingTasks() > 0);
      int restoring = system.flink().rest().initializingTasks();
      String second = killTaskManager(system);
      system.disk().end(Trouble.SLOW_READS);
      return new Hit(
          "%s, then %s with %d tasks restoring".formatted(first, second, restoring),
          () -> system.isRestored(restored + 1));
    }
  },

  TASK_MANAGER_THREE_TIMES("kill TaskManager three times in a row") {
    @Override
    public Hit strike(FaultSystem system) {
      StringBuilder killed = new StringBuilder();
      for (int i = 0; i < 2; i++) {
        long restored = system.checkpoints().restored();
        killed.append(killTaskManager(system)).append(", ");
        Waiting.until("the job's return", () -> system.isRestored(restored));
      }
      long restored = system.checkpoints().restored();
      killed.append(killTaskManager(system));
      return new Hit(killed.toString(), () -> system.isRestored(restored));
    }
  },

  JOB_MANAGER("kill JobManager, ZooKeeper keeps its place") {
    @Override
    public Hit strike(FaultSystem system) {
      system.flink().jobManager().kill();
      system.flink().restartJobManager();
      return new Hit("jobmanager", () -> system.isRestored(0));
    }
  },

  CLUSTER("kill JobManager and TaskManagers, deploy again from the last checkpoint") {
    @Override
    public Hit strike(FaultSystem system) {
      killFlink(system);
      system.deployAgain();
      return new Hit("the whole cluster", () -> system.isRestored(0));
    }
  },

  BROKER("kill broker, restart on the same log") {
    @Override
    public Hit strike(FaultSystem system) {
      system.broker().process().kill();
      system.broker().restart();
      system.broker().awaitReady();
      return new Hit("broker", () -> system.flink().rest().isJobRunning());
    }
  },

  SERVING("kill query service") {
    @Override
    public Hit strike(FaultSystem system) {
      system.serving().process().kill();
      system.startServing();
      return new Hit("serving", system::answersQueries);
    }
  },

  ALL("kill all at once") {
    @Override
    public Hit strike(FaultSystem system) {
      killFlink(system);
      system.broker().process().kill();
      system.serving().process().kill();
      system.broker().restart();
      system.flink().restartJobManager();
      for (int i = 0; i < FaultSystem.TASK_MANAGERS; i++) {
        system.flink().startTaskManager();
      }
      system.broker().awaitReady();
      system.startServing();
      return new Hit(
          "jobmanager, TaskManagers, broker, serving",
          () -> system.isRestored(0) && system.answersQueries());
    }
  };

  private final String title;

  Kills(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }

  private static boolean isInProgress(Optional<Checkpoint> checkpoint) {
    return checkpoint.filter(found -> found.status().equals("IN_PROGRESS")).isPresent();
  }

  private static String killTaskManager(FaultSystem system) {
    LocalProcess killed = system.taskManager();
    killed.kill();
    system.flink().startTaskManager();
    return killed.name();
  }

  private static void killFlink(FaultSystem system) {
    system.flink().jobManager().kill();
    List<LocalProcess> taskManagers = system.flink().taskManagers();
    taskManagers.stream().filter(LocalProcess::isAlive).forEach(LocalProcess::kill);
  }
}
