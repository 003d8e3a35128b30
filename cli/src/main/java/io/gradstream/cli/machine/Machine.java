package io.gradstream.cli.machine;

import io.gradstream.cli.running.StateFolder;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code gradstream up} keeps running on this machine: a broker, a session cluster and the
 * query service, as they were noted down in a state folder, and whether they run now.
 *
 * @param options of the last {@code up}; absent: there was none, or {@code down} has ended it
 * @param running the processes that run
 */
public record Machine(
    MachineFolder folder, Optional<MachineOptions> options, Map<Part, PartRecord> running) {

  /** Looks. */
  public static Machine of(StateFolder state) {
    MachineFolder folder = new MachineFolder(state);
    Map<Part, PartRecord> running = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      folder
          .record(part)
          .filter(PartRecord::isRunning)
          .ifPresent(record -> running.put(part, record));
    }
    return new Machine(folder, folder.options(), running);
  }

  /** Whether there was an {@code up} that no {@code down} has ended. */
  public boolean isUp() {
    return options.isPresent();
  }

  /** Whether anything runs. */
  public boolean runsAnything() {
    return !running.isEmpty();
  }

  /** Whether all of it runs. */
  public boolean isComplete() {
    return isUp() && missing().isEmpty();
  }

  /** The processes that should run and do not. */
  Set<Part> missing() {
    Set<Part> missing = EnumSet.allOf(Part.class);
    missing.removeAll(running.keySet());
    return missing;
  }

  boolean runs(Part part) {
    return running.containsKey(part);
  }

  /** Where the broker is, if it runs. */
  public Optional<String> brokers() {
    return options.filter(known -> runs(Part.BROKER)).map(MachineOptions::brokers);
  }

  /** Where the session cluster answers, if it runs. */
  public Optional<URI> cluster() {
    return options.filter(known -> runs(Part.JOB_MANAGER)).map(MachineOptions::flink);
  }

  /** Where the query service answers, if it runs. */
  public Optional<URI> service() {
    return options.filter(known -> runs(Part.SERVICE)).map(MachineOptions::service);
  }

  /**
   * The learners that were deployed to the cluster, ended with it or failed, and were not stopped.
   */
  public List<String> lostLearners() throws IOException {
    return new MachineLearners(this, word -> {}).lost();
  }

  /** How each part is, in the order in which they depend on one another; none when it is not up. */
  public List<PartStatus> parts() {
    List<PartStatus> parts = new ArrayList<>();
    options.ifPresent(
        known -> {
          parts.add(
              PartStatus.of(this, "broker", known.brokers(), List.of(Part.BROKER))
                  .with("records in " + known.data()));
          parts.add(cluster(known));
          parts.add(
              PartStatus.of(this, "service", known.service().toString(), List.of(Part.SERVICE))
                  .with("of every learner's models"));
        });
    return parts;
  }

  private PartStatus cluster(MachineOptions known) {
    PartStatus status =
        PartStatus.of(
            this,
            "cluster",
            known.flink().toString(),
            List.of(Part.JOB_MANAGER, Part.TASK_MANAGER));
    if (!status.runs()) {
      return status;
    }
    String slots = ClusterSlots.of(known.flink()).map(ClusterSlots::toText).orElse("no answer");
    return status.with(
        known.metrics().isOn() ? slots + "; metrics on " + known.metrics().toText() : slots);
  }
}
