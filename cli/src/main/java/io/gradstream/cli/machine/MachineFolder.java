package io.gradstream.cli.machine;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gradstream.cli.running.StateFolder;
import io.gradstream.local.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where {@code gradstream up} notes down what it runs, in the state folder: a record and a log of
 * each process, and the options.
 */
record MachineFolder(StateFolder state) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Path path() {
    return state.folder().resolve("machine");
  }

  /** What the cluster is configured by, and its temporary files. */
  private Path flink() {
    return path().resolve("flink");
  }

  Path log(Part part) {
    return path().resolve(part.processName() + ".log");
  }

  private Path file(Part part) {
    return path().resolve(part.processName() + ".json");
  }

  private Path optionsFile() {
    return path().resolve("options.json");
  }

  Optional<MachineOptions> options() {
    return read(optionsFile(), MachineOptions.class);
  }

  Optional<PartRecord> record(Part part) {
    return read(file(part), PartRecord.class);
  }

  void write(MachineOptions options) throws IOException {
    write(optionsFile(), options);
  }

  void write(Part part, PartRecord record) throws IOException {
    write(file(part), record);
  }

  void remove(Part part) throws IOException {
    Files.deleteIfExists(file(part));
  }

  /** Nothing runs any more; the logs stay. */
  void removeOptions() throws IOException {
    Files.deleteIfExists(optionsFile());
    Folders.remove(flink());
  }

  /** Makes room for the log of a process that is to start; the one before stays beside it. */
  void makeLog(Part part) throws IOException {
    Path log = log(part);
    if (Files.exists(log)) {
      Path before = log.resolveSibling(log.getFileName() + ".before");
      Files.move(log, before, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static <T> Optional<T> read(Path file, Class<T> type) {
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), type));
    } catch (IOException e) {
      return Optional.empty(); // none, or none of ours
    }
  }

  private static void write(Path file, Object value) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".writing");
    Files.write(written, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
