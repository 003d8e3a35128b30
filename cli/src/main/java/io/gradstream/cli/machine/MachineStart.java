package io.gradstream.cli.machine;

import io.gradstream.cli.running.StateFolder;
import io.gradstream.local.FlinkOptions;
import io.gradstream.local.Home;
import io.gradstream.local.LocalBroker;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import io.gradstream.local.LocalServing;
import io.gradstream.serving.ServingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Starts what of the machine does not run. */
public final class MachineStart {

  private final MachineFolder folder;
  private final Home home;
  private final MachineOptions options;
  private final LocalRun run;
  private final Map<Part, LocalProcess> started = new EnumMap<>(Part.class);
  private final List<Runnable> awaited = new ArrayList<>();

  public MachineStart(StateFolder state, Home home, MachineOptions options) {
    this.folder = new MachineFolder(state);
    this.home = home;
    this.options = options;
    this.run = LocalRun.lasting(folder.path());
  }

  /**
   * Looks whether everything is there that is needed, starts what is missing, and returns when that
   * answers. What runs already is left alone.
   *
   * @return how the machine is then
   * @throws IllegalStateException when something is in the way; nothing was started then
   */
  public Machine start() throws IOException {
    MachineRoom room = new MachineRoom(folder, options);
    try {
      Files.createDirectories(folder.path());
    } catch (IOException e) {
      room.require(Machine.of(folder.state()).missing()); // says that and all the rest
      throw e;
    }
    try (MachineLock lock = MachineLock.take(folder.path())) {
      lock.requireHeld();
      Machine machine = Machine.of(folder.state());
      room.require(machine.missing());
      start(machine);
      return Machine.of(folder.state());
    }
  }

  private void start(Machine machine) throws IOException {
    Set<Part> missing = machine.missing();
    if (missing.contains(Part.JOB_MANAGER) && machine.runs(Part.TASK_MANAGER)) {
      PartRecord orphan = machine.running().get(Part.TASK_MANAGER);
      orphan.tellToEnd();
      orphan.awaitEnd();
      missing.add(Part.TASK_MANAGER);
    }
    folder.write(options);
    try {
      for (Part part : missing) {
        folder.makeLog(part);
      }
      begin(missing);
      awaited.forEach(Runnable::run);
    } catch (IOException | RuntimeException e) {
      started.values().forEach(LocalProcess::close);
      for (Part part : missing) {
        folder.remove(part);
      }
      if (!machine.runsAnything()) {
        folder.removeOptions();
      }
      throw e;
    }
  }

  /** All at once: none waits for another at its start. */
  private void begin(Set<Part> missing) throws IOException {
    if (missing.contains(Part.BROKER)) {
      Path data = Path.of(options.data());
      LocalBroker broker = LocalBroker.startKept(home, run, data, options.brokerPort());
      note(Part.BROKER, broker.process());
      awaited.add(broker::awaitReady);
    }
    if (missing.contains(Part.JOB_MANAGER)) {
      beginCluster();
    } else if (missing.contains(Part.TASK_MANAGER)) {
      note(Part.TASK_MANAGER, LocalFlink.joinSession(home, run, flinkOptions(), options.flink()));
    }
    if (missing.contains(Part.SERVICE)) {
      LocalServing serving =
          LocalServing.start(home, run, servingOptions(), LocalServing.DEFAULT_HEAP);
      note(Part.SERVICE, serving.process());
      awaited.add(serving::awaitReady);
    }
  }

  private void beginCluster() throws IOException {
    LocalFlink cluster = LocalFlink.session(home, run, flinkOptions());
    note(Part.JOB_MANAGER, cluster.jobManager());
    note(Part.TASK_MANAGER, cluster.taskManagers().get(0));
    awaited.add(cluster::awaitReady);
  }

  /** Each learner's job has a folder of its own for its checkpoints; this one is for others. */
  private FlinkOptions flinkOptions() {
    Path checkpoints = folder.path().resolve("checkpoints");
    FlinkOptions flink =
        new FlinkOptions(1, options.slots(), checkpoints, options.heapMegabytes(), Map.of());
    return options.metrics().of(flink.withRestPort(options.flinkPort()));
  }

  private ServingOptions servingOptions() {
    return ServingOptions.parse(
        List.of(
            "--brokers",
            options.brokers(),
            "--port",
            Integer.toString(options.servicePort()),
            "--snapshots",
            folder.state().snapshots().toString()));
  }

  private void note(Part part, LocalProcess process) throws IOException {
    started.put(part, process);
    folder.write(part, PartRecord.of(process));
  }
}
