package io.gradstream.benchmarks.engine;

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
 * The project in {@code benchmarks/libtorch}, which the build does not know. Maven builds it when
 * it is first needed, and downloads libtorch then.
 *
 * @param folder absolute
 */
record LibtorchProject(Path folder) {

  static LibtorchProject in(Path home) {
    return new LibtorchProject(home.resolve("benchmarks/libtorch"));
  }

  Path log() {
    return folder.resolve("target/libtorch.log");
  }

  private Path buildLog() {
    return folder.resolve("target/build.log");
  }

  private Path jars() {
    return folder.resolve("target/classpath");
  }

  /** What libtorch's process runs with; empty when Maven could not build it. */
  Optional<String> classPath() {
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
  String missing() {
    return "libtorch is missing: Maven could not build " + folder + "; see " + buildLog();
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
