package io.gradstream.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder Gradstream runs from: class paths, examples, the job's jar. It is a source tree that
 * was built, or an unpacked release archive, whose class paths name jars of its own {@code lib}.
 *
 * @param folder absolute
 */
public record Home(Path folder) {

  /** System property that holds the folder; the {@code gradstream} script sets it. */
  public static final String PROPERTY = "gradstream.home";

  /** What a process runs with, one class path each, written by the build. */
  public enum ClassPath {
    BROKER("broker"),
    FLINK_SESSION("flink-session"),
    FLINK_APPLICATION("flink-application"),
    SERVING("serving"),
    COMMAND_LINE("command-line");

    private final String module;

    ClassPath(String module) {
      this.module = module;
    }
  }

  /** The home the script or the build has named. */
  public static Home ofThisProcess() {
    String folder = System.getProperty(PROPERTY);
    if (folder == null) {
      throw new IllegalStateException(
          "the system property " + PROPERTY + " is not set; start with the script ./gradstream");
    }
    return new Home(Path.of(folder).toAbsolutePath().normalize());
  }

  /** Jars, separated as the platform does. */
  public String classPath(ClassPath part) {
    Path released = folder.resolve("lib/class-paths").resolve(part.module);
    if (Files.exists(released)) {
      return Stream.of(read(released).split(":"))
          .map(jar -> folder.resolve("lib").resolve(jar).toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
    return read(folder.resolve("cli/class-paths").resolve(part.module).resolve("target/classpath"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot read " + file + "; build with ./mvnw -DskipTests package", e);
    }
  }

  /** A folder for each example. */
  public Path examples() {
    return folder.resolve("examples");
  }

  /** The jar that session clusters are sent. */
  public Path jobJar() {
    Path released = folder.resolve("lib");
    Path target = Files.exists(released) ? released : folder.resolve("jobs/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().matches("gradstream-jobs-.*-job\\.jar"))
          .findFirst()
          .orElseThrow(() -> new NoSuchFileException("gradstream-jobs-VERSION-job.jar"));
    } catch (IOException e) {
      throw new IllegalStateException(
          "no job jar in " + target + "; build with ./mvnw -DskipTests package", e);
    }
  }
}
