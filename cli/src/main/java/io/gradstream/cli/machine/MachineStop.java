package io.gradstream.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Ends all of the machine: first the learners, with a savepoint each, and what they need last. */
public final class MachineStop {

  private final Machine machine;
  private final Consumer<String> tell;

  /**
   * @param tell takes what has been done, thing by thing
   */
  public MachineStop(Machine machine, Consumer<String> tell) {
    this.machine = machine;
    this.tell = tell;
  }

  /**
   * @return false when a learner made no savepoint; all the rest is done even then
   */
  public boolean stop() throws IOException {
    MachineFolder folder = machine.folder();
    Files.createDirectories(folder.path());
    try (MachineLock lock = MachineLock.take(folder.path())) {
      lock.requireHeld();
      boolean isSaved = new MachineLearners(machine, tell).stop();
      end("the query service", Part.SERVICE);
      end("the cluster", Part.TASK_MANAGER, Part.JOB_MANAGER);
      end("the broker", Part.BROKER);
      for (Part part : Part.values()) {
        folder.remove(part);
      }
      folder.removeOptions();
      return isSaved;
    }
  }

  private void end(String name, Part... parts) {
    List<PartRecord> running =
        Stream.of(parts).filter(machine::runs).map(machine.running()::get).toList();
    running.forEach(PartRecord::tellToEnd);
    running.forEach(PartRecord::awaitEnd);
    tell.accept(name + (running.isEmpty() ? " had ended already" : " has ended"));
  }
}
