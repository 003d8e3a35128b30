package io.gradstream.faults;

import io.gradstream.local.FlinkOptions;
import io.gradstream.local.LocalFlink;
import io.gradstream.local.LocalProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Deploys of the learner of a system: which state each goes on from, and of which generation its
 * models are. Used by one thread.
 */
final class Deployments {

  private static final String FROM = "execution.state-recovery.path";
  private static final int CHECKPOINT_DEPTH = 3; // JOB/chk-N/_metadata

  private final FaultSystem system;
  private long generation;

  Deployments(FaultSystem system) {
    this.system = system;
  }

  /** The generation that models are of. */
  long generation() {
    return generation;
  }

  /** Number of the run that has begun last. */
  long run() {
    return claims().lastBegun();
  }

  Claims claims() {
    return Claims.of(system.spec().name(), system.broker().address());
  }

  /** Ends JobManager and TaskManagers as a crash does. */
  void kill() {
    system.flink().jobManager().kill();
    system.flink().taskManagers().stream()
        .filter(LocalProcess::isAlive)
        .forEach(LocalProcess::kill);
  }

  /**
   * Deploys in place of the cluster there is, whose processes are over, from the newest state.
   *
   * @param place a checkpoint or savepoint
   */
  void from(String place) {
    system.flink().close(); // or its TaskManagers go on looking for their JobManager
    long run = run();
    system.goOnWith(launch(place));
    system.flink().awaitReady();
    Waiting.until("a run has begun", () -> run() > run);
  }

  /** The same from an older state: models are of the generation of the run that begins. */
  void branchFrom(String place) {
    from(place);
    generation = run();
  }

  /** A cluster beside the one there is, with temporary files of its own. */
  LocalFlink launch(String place) {
    Path folder = system.run().folder().resolve("flink").resolve("tmp-" + (run() + 1));
    FlinkOptions options = system.options().with(FROM, place);
    return system.launch(system.spec(), options.with("io.tmp.dirs", folder.toString()));
  }

  /** Goes on with a cluster that runs beside the one there was, from an older state than that's. */
  void branchTo(LocalFlink beside) {
    LocalFlink before = system.flink();
    system.goOnWith(beside);
    before.close();
    generation = run();
  }

  /** Goes on from a checkpoint on disk, which may be the newest that was announced or not. */
  void goOnFrom(Path checkpoint) {
    String place = checkpoint.toUri().toString();
    long number = Long.parseLong(checkpoint.getFileName().toString().split("-")[1]);
    if (number < claims().completed()) {
      branchFrom(place);
    } else {
      from(place);
    }
  }

  /** Folders of the checkpoints on disk, of whichever cluster, the one completed last first. */
  List<Path> checkpoints() {
    try (Stream<Path> files = Files.walk(system.disk().checkpoints(), CHECKPOINT_DEPTH)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .sorted(Comparator.comparingLong(file -> -file.toFile().lastModified()))
          .map(Path::getParent)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no checkpoints", e);
    }
  }
}
