package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The source tree's launcher, on a tree that has but what the launcher looks at, with a {@code
 * java} that prints its words. Such a one of version 17 would build; one of 25 says why it cannot.
 */
final class LauncherTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  private Path tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(folder.resolve("a tree"));
    for (String name : List.of("gradstream", "pom.xml", "cli/distribution/launch.sh")) {
      copy(name);
    }
    copy("network/src/main/resources/io/gradstream/network/engine.args");
    Path jar = Files.createFile(tree.resolve("gradstream-cli-1.jar"));
    for (String part : List.of("broker", "command-line")) {
      classPath(part, jar);
    }
  }

  private void copy(String name) throws IOException {
    Files.createDirectories(tree.resolve(name).getParent());
    Files.copy(ROOT.resolve(name), tree.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
  }

  private void classPath(String part, Path jar) throws IOException {
    Path module = tree.resolve("cli/class-paths").resolve(part);
    Files.createDirectories(module.resolve("target"));
    if (Files.notExists(module.resolve("pom.xml"))) {
      Files.createFile(module.resolve("pom.xml"));
    }
    Files.writeString(module.resolve("target/classpath"), jar.toString());
  }

  private Path java(String version) throws IOException {
    Path jdk = folder.resolve("jdk-" + version);
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    Path java = jdk.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    return jdk;
  }

  @Test
  void whatIsToldOnStandardErrorIsPassedOnWhateverItsBytes() throws Exception {
    Path java = java("17.0.15").resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        printf 'Picked up JAVA_TOOL_OPTIONS: -Dx=y\\nWARNING: Using incubator modules: m\\n' >&2
        printf 'gradstream: a\\000b is no \\374\\n50 %%' >&2
        exit 2
        """);
    gradstreamOf(java, "evaluate"); // the first looks at what commands load
    Shell run = gradstreamOf(java, "evaluate");
    assertThat(run.output())
        .startsWith("Picked up JAVA_TOOL_OPTIONS: -Dx=y\ngradstream: a\0b is no ")
        .endsWith("\n50 %")
        .doesNotContain("incubator");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  private Shell gradstreamOf(Path java, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(tree.resolve("gradstream").toString()));
    all.addAll(List.of(words));
    Map<String, String> home = Map.of("JAVA_HOME", java.getParent().getParent().toString());
    return Shell.run(folder, home, all);
  }

  private Shell gradstream(String version, String... words) throws Exception {
    return gradstreamOf(java(version).resolve("bin/java"), words);
  }

  @Test
  void aBuildThatIsThereIsRun() throws Exception {
    Shell run = gradstream("25.0.3", "validate", "a spec.yaml");
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(run.output())
        .contains(
            "-Xmx160m\n-XX:TieredStopAtLevel=1\n",
            "-Dgradstream.home=" + tree + "\n",
            "\na spec.yaml\n")
        .doesNotContain("engine.args");
  }

  @Test
  void whatFeedsHasTheCompilerOfWhatLasts() throws Exception {
    assertThat(gradstream("17.0.15", "feed").output())
        .contains("-Xmx160m\n")
        .doesNotContain("TieredStopAtLevel");
  }

  @Test
  void whatLearnsHasTheEnginesFlagsAndTheHeapThatJavaGives() throws Exception {
    for (String version : List.of("17.0.15", "21.0.8", "25.0.3", "26-ea")) {
      assertThat(gradstream(version, "evaluate").output())
          .contains("/engine.args\n")
          .doesNotContain("-Xmx", "-XX:TieredStopAtLevel");
    }
    assertThat(gradstream("25", "evaluate", "--help").output()).doesNotContain("engine.args");
  }

  @Test
  void classesAreArchivedOnceForEachBuildAndEachJdk() throws Exception {
    Path java = rehearsed("17.0.15", "echo classes >\"$file\"");
    Path archive = tree.resolve("cli/class-paths/command-line/target/commands-17.0.15.jsa");
    assertThat(gradstreamOf(java, "validate").output())
        .contains("gradstream: looks once at what commands load (JDK 17.0.15)")
        .contains("-XX:SharedArchiveFile=" + archive + "\n");
    assertThat(archive).hasContent("classes");
    assertThat(gradstreamOf(java, "validate").output())
        .contains("-XX:SharedArchiveFile=" + archive + "\n")
        .doesNotContain("looks once");

    Files.setLastModifiedTime(archive, FileTime.fromMillis(0)); // the build is newer
    assertThat(gradstreamOf(java, "validate").output()).contains("looks once");
    assertThat(gradstream("25.0.3", "validate").output()).contains("looks once", "JDK 25.0.3");
  }

  @Test
  void whereNoClassesAreArchivedCommandsRunWithoutAndNobodyTriesAgain() throws Exception {
    Path java = rehearsed("17.0.15", "echo torn >\"$file\"; exit 1");
    assertThat(gradstreamOf(java, "validate").output()).contains("looks once");
    Shell again = gradstreamOf(java, "validate");
    assertThat(again.exitCode()).isZero();
    assertThat(again.output()).contains("-cp\n").doesNotContain("looks once", "SharedArchiveFile");
  }

  /** A {@code java} that prints its words, and archives classes in a way of its own. */
  private Path rehearsed(String version, String archives) throws IOException {
    Path java = java(version).resolve("bin/java");
    Files.writeString(
        java,
        """
        #!/bin/sh
        for word in "$@"; do
          case $word in
            -XX:ArchiveClassesAtExit=*) file=${word#*=}; %s ;;
          esac
        done
        printf '%%s\\n' "$@"
        """
            .formatted(archives));
    return java;
  }

  @Test
  void anEarlierJavaIsRefused() throws Exception {
    for (String version : List.of("11.0.2", "1.8.0_402")) {
      Shell run = gradstream(version, "--version");
      assertThat(run.output())
          .contains("needs a JDK 17, 21 or 25, but ", "is version " + version)
          .doesNotContain("-cp");
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void aBuildOfAnotherFolderIsNotRun() throws Exception {
    classPath("command-line", Path.of("/elsewhere/cli/target/gradstream-cli-1.jar"));
    assertNotRun("the build is of another folder, /elsewhere/cli/target");
  }

  @Test
  void aLibraryThatCannotBeReadIsNamed() throws Exception {
    classPath("broker", folder.resolve("repository/kafka.jar"));
    assertNotRun(
        "the build needs " + folder.resolve("repository/kafka.jar") + ", which you cannot");
  }

  @Test
  void aClassPathThatIsNotThereIsBuilt() throws Exception {
    Files.delete(tree.resolve("cli/class-paths/broker/target/classpath"));
    assertNotRun("the build has no class path of broker");
    Files.delete(tree.resolve("cli/class-paths/command-line/target/classpath"));
    assertNotRun("there is no build yet");
  }

  private void assertNotRun(String why) throws Exception {
    Shell run = gradstream("25", "validate");
    assertThat(run.output())
        .startsWith("gradstream: " + why)
        .contains("building takes a JDK 17", "is version 25")
        .doesNotContain("-cp");
    assertThat(run.exitCode()).isEqualTo(1);
  }
}
