package io.gradstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProjectTest {

  private static final String WRITES_CLASS_PATH =
      """
      echo "$@" >> maven-runs
      echo some.jar > benchmarks/libtorch/target/classpath
      """;

  @TempDir private Path home;
  private Path project;

  @BeforeEach
  void haveSources() throws IOException {
    project = home.resolve("benchmarks/libtorch");
    Files.createDirectories(project.resolve("src"));
    Files.writeString(project.resolve("src/Some.java"), "");
    Files.writeString(project.resolve("pom.xml"), "");
  }

  @Test
  void isBuiltByMavenWhenFirstNeeded() throws IOException {
    maven(WRITES_CLASS_PATH);
    PeerProject libtorch = PeerProject.libtorch(home);
    String classPath = project.resolve("target/classes") + ":some.jar";
    assertThat(libtorch.classPath()).contains(classPath);
    assertThat(libtorch.classPath()).contains(classPath);
    assertThat(home.resolve("maven-runs")).content().containsOnlyOnce("package");
  }

  @Test
  void isBuiltAgainWhenASourceIsNewer() throws IOException {
    maven(WRITES_CLASS_PATH);
    PeerProject libtorch = PeerProject.libtorch(home);
    libtorch.classPath();
    FileTime later = FileTime.fromMillis(System.currentTimeMillis() + 60_000);
    Files.setLastModifiedTime(project.resolve("src/Some.java"), later);
    libtorch.classPath();
    assertThat(Files.readAllLines(home.resolve("maven-runs"))).hasSize(2);
  }

  @Test
  void saysWhatIsMissingWhenMavenCannotBuildIt() throws IOException {
    maven("echo no route to host\nexit 1\n");
    PeerProject libtorch = PeerProject.libtorch(home);
    assertThat(libtorch.classPath()).isEmpty();
    Path log = project.resolve("target/build.log");
    assertThat(libtorch.missing()).contains("libtorch is missing").contains(log.toString());
    assertThat(log).content().contains("no route to host");
  }

  private void maven(String script) throws IOException {
    Path maven = home.resolve("mvnw");
    Files.writeString(maven, "#!/bin/sh\n" + script);
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }
}
