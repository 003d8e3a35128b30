package io.gradstream.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A project of its own in {@code benchmarks}, which the build does not know: what it needs is never
 * a dependency of ours. Maven builds it when it is first needed, and downloads the peer then.
 *
 * @param name of the peer
 * @param folder absolute
 */
public record PeerProject(String name, Path folder) {

  public static PeerProject libtorch(Path home) {
    return new PeerProject("libtorch", home.resolve("benchmarks/libtorch"));
  }

  public static PeerProject moa(Path home) {
    return new PeerProject("MOA", home.resolve("benchmarks/moa"));
  }

  /** A file for what the peer's process says. */
  public Path log() {
    return folder.resolve("target").resolve(name + ".log");
  }

  private Path buildLog() {
    return folder.resolve("target/build.log");
  }

  private Path jars() {
    return folder.resolve("target/classpath");
  }

  /** What the peer's process runs with; empty when Maven could not build it. */
  public Optional<String> classPath() {
    if (!isThere()) {
      return Optional.empty();
    }
    try {
      if (!isBuilt() && !build()) {
        return Optional.empty();
      }
      String classes = folder.resolve("target/classes").toString();
      return Optional.of(classes + File.pathSeparator + Files.readString(jars()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is missing and where to read more, when there is no class path. */
  public String missing() {
    return isThere()
        ? name + " is missing: Maven could not build " + folder + "; see " + buildLog()
        : name + " is missing: there is no " + folder + "; a source tree has it";
  }

  private boolean isThere() {
    return Files.exists(folder.resolve("pom.xml"));
  }

  private boolean isBuilt() throws IOException {
    if (!Files.exists(jars())) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(jars());
    try (Stream<Path> sources = Files.walk(folder.resolve("src"))) {
      return Stream.concat(sources, Stream.of(folder.resolve("pom.xml")))
          .allMatch(file -> file.toFile().lastModified() <= built.toMillis());
    }
  }

  private boolean build() throws IOException {
    Files.createDirectories(folder.resolve("target"));
    Path home = folder.getParent().getParent();
    Process maven =
        new ProcessBuilder(
                home.resolve("mvnw").toString(),
                "-q",
                "-B",
                "-f",
                folder.resolve("pom.xml").toString(),
                "package",
                "-Dmaven.test.skip")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(buildLog().toFile())
            .start();
    try {
      return maven.waitFor(20, TimeUnit.MINUTES) && maven.exitValue() == 0;
    } catch (InterruptedException e) {
      maven.destroy();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
