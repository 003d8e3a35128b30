package io.gradstream.cli.running;

import io.gradstream.local.RetainedCheckpoints;
import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where learners' checkpoints and large snapshots are, and who runs them.
 *
 * @param folder absolute
 */
public record StateFolder(Path folder) {

  /** The default, in words for a command's help. */
  public static final String DEFAULT =
      "(default: $GRADSTREAM_STATE, or else gradstream in $XDG_STATE_HOME or ~/.local/state)";

  /** What it was before it had a place of its own: a folder of the working folder. */
  private static final Path OF_BEFORE = Path.of("gradstream-state");

  private static final long LEAST_BYTES =
      16L << 20; // checkpoints of the smallest learner, and logs

  public StateFolder {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * The folder given, or the one that is always the same.
   *
   * @param given null for none
   */
  public static StateFolder of(Path given) {
    return new StateFolder(given == null ? byDefault(System.getenv()) : given);
  }

  static Path byDefault(Map<String, String> environment) {
    return named("GRADSTREAM_STATE", environment)
        .or(() -> named("XDG_STATE_HOME", environment).map(home -> home.resolve("gradstream")))
        .orElseGet(
            () ->
                named("HOME", environment)
                    .orElseGet(() -> Path.of(System.getProperty("user.home")))
                    .resolve(".local/state/gradstream"));
  }

  private static Optional<Path> named(String variable, Map<String, String> environment) {
    return Optional.ofNullable(environment.get(variable))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  public Path snapshots() {
    return folder.resolve("snapshots");
  }

  /** Of checkpoints, and of the savepoints that it was stopped with. */
  public Path checkpoints(String learner) {
    return folder.resolve("checkpoints").resolve(learner);
  }

  Path savepoints(String learner) {
    return checkpoints(learner).resolve("savepoints");
  }

  /** What a detached deploy of the learner says. */
  public Path log(String learner) {
    return folder.resolve("logs").resolve(learner + ".log");
  }

  Path running() {
    return folder.resolve("running");
  }

  /** The learners that a deploy has noted down here, whether they run or not. */
  public List<String> noted() throws IOException {
    if (!Files.isDirectory(running())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(running())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(RunRecord.SUFFIX))
          .map(name -> name.substring(0, name.length() - RunRecord.SUFFIX.length()))
          .sorted()
          .toList();
    }
  }

  /** The newest checkpoint or savepoint of a learner. */
  public Optional<Path> newest(String learner) throws IOException {
    return RetainedCheckpoints.in(checkpoints(learner)).newest();
  }

  /**
   * Makes it, and sees whether it can be written.
   *
   * @throws IllegalStateException with the folder and the cause, when it cannot
   */
  public void requireUsable(String learner) {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw unusable("it is a file and must be a folder");
    }
    try {
      for (Path part : List.of(snapshots(), checkpoints(learner), running())) {
        Files.createDirectories(part);
        Files.delete(Files.write(Files.createTempFile(part, ".probe", ""), new byte[4096]));
      }
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < LEAST_BYTES) {
        throw unusable(
            "its disk is full: %,d KB are free and %,d are the least"
                .formatted(free >> 10, LEAST_BYTES >> 10));
      }
    } catch (IOException e) {
      throw unusable(IoFailure.reason(e));
    }
  }

  /** The option that names it to another command; empty when it is the default. */
  public String option() {
    return equals(of(null)) ? "" : " --state " + folder;
  }

  /** Why nothing can be noted in it of who runs a learner; empty when it can. */
  Optional<String> obstacleToRecords() {
    try {
      Files.createDirectories(running());
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(IoFailure.reason(e));
    }
  }

  private IllegalStateException unusable(String why) {
    return new IllegalStateException(
        "the state folder %s cannot be used: %s. --state names another".formatted(folder, why));
  }

  /** The folder that deploys of before kept a learner's checkpoints in, where it still does. */
  Optional<Path> ofBefore(String learner) throws IOException {
    StateFolder before = new StateFolder(OF_BEFORE);
    return !before.equals(this) && before.newest(learner).isPresent()
        ? Optional.of(OF_BEFORE)
        : Optional.empty();
  }

  /** What to say to whoever serves from this folder while snapshots lie in the one of before. */
  public Optional<String> snapshotsOfBefore() {
    StateFolder before = new StateFolder(OF_BEFORE);
    return !before.equals(this) && !isEmpty(before.snapshots()) && isEmpty(snapshots())
        ? Optional.of(
            "large snapshots are in ./%s/snapshots and none in %s: --state %s serves them"
                .formatted(OF_BEFORE, snapshots(), OF_BEFORE))
        : Optional.empty();
  }

  private static boolean isEmpty(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.findAny().isEmpty();
    } catch (IOException e) {
      return true;
    }
  }
}
