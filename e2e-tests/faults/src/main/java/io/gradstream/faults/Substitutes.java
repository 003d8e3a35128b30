package io.gradstream.faults;

import io.gradstream.local.FlinkCheckpoints;
import io.gradstream.local.JavaCommand;
import io.gradstream.local.LocalProcess;
import java.util.List;
import java.util.function.UnaryOperator;

/** TaskManagers that come to a job's help and are not as the others, or come back from the dead. */
public enum Substitutes implements Fault {
  SIGSTOP_BEYOND_HEARTBEAT("freeze TaskManager until the job runs elsewhere, then wake it") {
    @Override
    public Hit strike(FaultSystem system) {
      FlinkCheckpoints checkpoints = system.checkpoints();
      long restored = checkpoints.restored();
      LocalProcess zombie = system.taskManager();
      zombie.freeze();
      try {
        system.flink().startTaskManager();
        Waiting.until("the job's return", () -> system.isRestored(restored));
      } finally {
        zombie.thaw();
      }
      Waiting.until("the woken one is known again", () -> isKnownAgain(zombie, system));
      long completed = checkpoints.completed();
      Waiting.until("a checkpoint beside it", () -> checkpoints.completed() > completed + 1);
      String end = zombie.isAlive() ? "back" : "ended by itself";
      zombie.kill();
      return new Hit(
          "%s frozen, woken, %s".formatted(zombie.name(), end), () -> system.isRestored(restored));
    }

    private static boolean isKnownAgain(LocalProcess zombie, FaultSystem system) {
      return !zombie.isAlive() || system.flink().rest().taskManagers() > FaultSystem.TASK_MANAGERS;
    }
  },

  OTHER_WIDTH("replace TaskManager by one with vectors of 128 bits") {
    @Override
    public Hit strike(FaultSystem system) {
      return takeOver(system, command -> command.withFlags(List.of("-XX:MaxVectorSize=16")));
    }
  },

  NO_VECTORS("replace TaskManager by one without vectors") {
    @Override
    public Hit strike(FaultSystem system) {
      return takeOver(system, JavaCommand::withoutVectors);
    }
  },

  CLOCK_AHEAD("replace TaskManager for a while by one whose clock is two days ahead") {
    @Override
    public boolean isPossible() {
      return OtherClock.installed().isPresent();
    }

    @Override
    public Hit strike(FaultSystem system) {
      FlinkCheckpoints checkpoints = system.checkpoints();
      OtherClock clock = OtherClock.installed().orElseThrow();
      replace(system, command -> clock.applyTo(command, "+2d"));
      long completed = checkpoints.completed();
      Waiting.until("checkpoints with it", () -> checkpoints.completed() > completed + 1);
      long restored = checkpoints.restored();
      String ahead = system.taskManager().name();
      replace(system, UnaryOperator.identity());
      return new Hit(ahead + ", +2d", () -> system.isRestored(restored));
    }

    private static void replace(FaultSystem system, UnaryOperator<JavaCommand> by) {
      long restored = system.checkpoints().restored();
      system.taskManager().kill();
      system.flink().startTaskManager(by);
      Waiting.until("the job's return", () -> system.isRestored(restored));
    }
  };

  private static Hit takeOver(FaultSystem system, UnaryOperator<JavaCommand> by) {
    long restored = system.checkpoints().restored();
    String last = system.taskManager().name();
    system.taskManager().kill();
    system.flink().startTaskManager(by);
    return new Hit(last, () -> system.isRestored(restored));
  }

  private final String title;

  Substitutes(String title) {
    this.title = title;
  }

  @Override
  public String title() {
    return title;
  }
}
