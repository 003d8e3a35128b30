package io.gradstream.cli.machine;

import io.gradstream.schemas.IoFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What processes that are to start find in their way, looked for before any of them does. */
record MachineRoom(MachineFolder folder, MachineOptions options) {

  /** Of records, checkpoints and logs for a while. */
  private static final long LEAST_BYTES = 128L << 20;

  /**
   * @throws IllegalStateException with all there is in the way
   */
  void require(Set<Part> starting) {
    List<String> obstacles = new ArrayList<>();
    place(folder.path(), "--state").ifPresent(obstacles::add);
    place(folder.state().snapshots(), "--state").ifPresent(obstacles::add);
    if (starting.contains(Part.BROKER)) {
      records().or(() -> space(Path.of(options.data()), "--data")).ifPresent(obstacles::add);
      port(options.brokerPort(), ". Is a broker running there already? Else", "--broker-port")
          .ifPresent(obstacles::add);
    }
    if (starting.contains(Part.JOB_MANAGER)) {
      port(options.flinkPort(), ":", "--flink-port").ifPresent(obstacles::add);
      obstacles.addAll(options.metrics().obstacles());
    }
    if (starting.contains(Part.SERVICE)) {
      port(options.servicePort(), ":", "--service-port").ifPresent(obstacles::add);
    }
    if (!obstacles.isEmpty()) {
      throw new IllegalStateException(
          "nothing was started:%n  %s"
              .formatted(String.join("%n  ".formatted(), obstacles.stream().distinct().toList())));
    }
  }

  private Optional<String> records() {
    try {
      new BrokerFolder(Path.of(options.data())).prepare();
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> place(Path folder, String option) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".probe", ""));
      return space(folder, option);
    } catch (IOException e) {
      return Optional.of(
          "cannot write to the folder %s: %s. Choose another with %s"
              .formatted(folder, IoFailure.reason(e), option));
    }
  }

  private static Optional<String> space(Path folder, String option) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      return free < LEAST_BYTES
          ? Optional.of(
              "the disk of %s has %,d MB left, and %,d are the least. Choose another with %s"
                  .formatted(folder, free >> 20, LEAST_BYTES >> 20, option))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "cannot tell how much room is left for %s: %s".formatted(folder, IoFailure.reason(e)));
    }
  }

  private static Optional<String> port(int port, String joint, String option) {
    return LocalPort.obstacle(port)
        .map(obstacle -> "%s%s choose another with %s".formatted(obstacle, joint, option));
  }
}
