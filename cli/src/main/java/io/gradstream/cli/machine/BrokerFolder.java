package io.gradstream.cli.machine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that a local broker keeps its records in.
 *
 * @param path absolute
 */
public record BrokerFolder(Path path) {

  /** Kafka's own, in its log folder. */
  private static final Path LOCK = Path.of("log", ".lock");

  private static final String SEPARATOR = ","; // of folders, in Kafka's configuration

  public BrokerFolder {
    path = path.toAbsolutePath().normalize();
  }

  /**
   * The one that does not depend on where a command is started.
   *
   * @param dataHome XDG_DATA_HOME, null when it is not set
   */
  public static BrokerFolder usual(String dataHome) {
    boolean isSet = dataHome != null && Path.of(dataHome).isAbsolute(); // as its standard has it
    Path home =
        isSet ? Path.of(dataHome) : Path.of(System.getProperty("user.home"), ".local", "share");
    return new BrokerFolder(home.resolve("gradstream").resolve("broker"));
  }

  /**
   * Makes it when it is not there.
   *
   * @throws IllegalStateException when it cannot be used, with the cause
   */
  public void prepare() {
    if (path.toString().contains(SEPARATOR)) {
      throw new IllegalStateException(
          "the folder of a broker's data must have no comma in its name: " + path);
    }
    try {
      Files.createDirectories(path);
      Files.delete(Files.createTempFile(path, "probe-", ""));
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot write to the broker's folder %s: %s. Choose another with --data"
              .formatted(path, cause(e)),
          e);
    }
    requireUnused();
  }

  private static String cause(IOException error) {
    String kind = error.getClass().getSimpleName().replace("Exception", "");
    return error.getMessage() == null ? kind : kind + ": " + error.getMessage();
  }

  private void requireUnused() {
    if (!Files.exists(path.resolve(LOCK))) {
      return;
    }
    try (FileChannel file = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw new IllegalStateException(
            "another broker is running on the data in %s; end it, or choose another --data"
                .formatted(path));
      }
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot tell whether a broker is running on %s: %s".formatted(path, cause(e)), e);
    }
  }
}
