package io.gradstream.cli.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * When a process was born, by which it is told from a later one of the same number: its clock tick
 * since the machine's start, and which start that was. A clock that is set does not change it.
 */
final class ProcessBirth {

  private static final Path START_OF_MACHINE = Path.of("/proc/sys/kernel/random/boot_id");

  /** Fields of {@code /proc/PID/stat} behind the name, which stands in brackets. */
  private static final int STATE = 0;

  private static final int START = 19;
  private static final String DEAD = "Z"; // and nobody has asked how it ended

  private ProcessBirth() {}

  /** That of the living process of a number; empty when there is none. */
  static Optional<String> of(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(START_OF_MACHINE)) {
      return ofJava(pid);
    }
    try {
      String line = Files.readString(status);
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return fields[STATE].equals(DEAD)
          ? Optional.empty()
          : Optional.of(Files.readString(START_OF_MACHINE).strip() + " " + fields[START]);
    } catch (IOException e) {
      return Optional.empty(); // it is no more
    }
  }

  /** Where the system is no Linux. */
  private static Optional<String> ofJava(long pid) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(process -> process.info().startInstant())
        .map(Instant::toString);
  }
}
