package io.gradstream.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gradstream.local.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The release archive: made, unpacked, moved, and used by others than its builder. */
@ResourceLock(OnCluster.MACHINE)
final class DistributionIT {

  @TempDir private static Path folder;
  private static Path release; // moved, in a folder with a blank
  private static Path link; // to its command

  @BeforeAll
  static void unpackAndMove() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path script = Home.ofThisProcess().folder().resolve("cli/distribution/archive.sh");
    Shell made = Shell.run(folder, Map.of(), List.of(script.toString(), folder.toString()));
    assertThat(made.exitCode()).as(made.output()).isZero();
    Path archive = Path.of(made.output().strip());
    Path unpacked = Files.createDirectory(folder.resolve("un packed"));
    Shell tar = Shell.run(unpacked, Map.of(), List.of("tar", "-xzf", archive.toString()));
    assertThat(tar.exitCode()).as(tar.output()).isZero();
    Files.delete(archive);
    Path moved = Files.move(unpacked, folder.resolve("moved here"));
    release = moved.resolve(archive.getFileName().toString().replace(".tar.gz", ""));
    link = Files.createSymbolicLink(folder.resolve("gs"), release.resolve("bin/gradstream"));
    assertTheFirstCommandArchivesWhatCommandsLoad();
  }

  private static void assertTheFirstCommandArchivesWhatCommandsLoad() throws Exception {
    assertThat(gradstream(Map.of(), "--version").output()).contains("looks once");
    try (Stream<Path> files = Files.list(release.resolve("lib/class-paths"))) {
      List<Path> archives = files.filter(DistributionIT::isClassData).toList();
      assertThat(archives).singleElement().satisfies(file -> assertThat(file).isNotEmptyFile());
    }
  }

  private static boolean isClassData(Path file) {
    return file.toString().endsWith(".jsa");
  }

  private static Shell gradstream(Map<String, String> variables, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of(link.toString()));
    all.addAll(List.of(words));
    return Shell.run(folder, variables, all);
  }

  private static String example(String file) {
    return release.resolve("examples/flight-delays").resolve(file).toString();
  }

  private static String[] evaluate(Path model) {
    return new String[] {
      "evaluate", example("flight-delays.yaml"),
      "--data", example("flights.csv.gz"),
      "--limit", "500",
      "--save", model.toString()
    };
  }

  @Test
  void aSymbolicLinkWillDo() throws Exception {
    Shell version = gradstream(Map.of(), "--version");
    assertThat(version.output()).matches("gradstream \\d+\\.\\d+\\.\\d+\\S*\\s+");
    assertThat(version.exitCode()).isZero();
  }

  @Test
  void nothingInItNamesThePlaceItWasBuiltIn() throws Exception {
    try (Stream<Path> files = Files.walk(release.resolve("lib"))) {
      List<Path> texts =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().endsWith(".jar") && !isClassData(file))
              .toList();
      assertThat(texts).hasSizeGreaterThanOrEqualTo(7);
      for (Path text : texts) {
        assertThat(text).content().doesNotContain(Home.ofThisProcess().folder().toString(), ".m2");
      }
    }
    assertThat(release.resolve("LIBRARIES.txt")).content().contains("flink-core-2.2", "Apache");
    assertThat(release.resolve("clients/python/gradstream_client.py")).isNotEmptyFile();
  }

  @Test
  void outputIsUtf8InDigitsOfNoCountry() throws Exception {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        learner: digits
        events: {topic: events, format: json}
        features: [{field: größe, as: category}]
        target: {binary: y}
        """);
    Shell valid =
        gradstream(
            Map.of("LC_ALL", "C", "JAVA_TOOL_OPTIONS", "-Duser.language=ar"),
            "validate",
            spec.toString());
    assertThat(valid.output()).contains("größe (category: 1024 values");
  }

  @Test
  void everyJavaOfThisMachineLearnsTheSameBits() throws Exception {
    List<String> models = new ArrayList<>();
    for (Path jdk : jdks()) {
      Path model = folder.resolve("model.grds");
      Shell run = gradstream(Map.of("JAVA_HOME", jdk.toString()), evaluate(model));
      assertThat(run.exitCode()).as(run.output()).isZero();
      assertThat(run.output()).contains("500 rows").doesNotContain("WARNING", "Exception");
      String bytes = Files.readString(model, ISO_8859_1);
      models.add(bytes);
    }
    assertThat(models.stream().distinct()).hasSize(1);
  }

  /** Where distributions put them; the one that runs this test at least. */
  private static List<Path> jdks() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    Path usual = Path.of("/usr/lib/jvm");
    List<Path> jdks = new ArrayList<>(List.of(own));
    if (Files.isDirectory(usual)) {
      try (Stream<Path> folders = Files.list(usual)) {
        folders
            .filter(jdk -> Files.isExecutable(jdk.resolve("bin/java")))
            .filter(jdk -> Files.exists(jdk.resolve("release")) && !Files.isSymbolicLink(jdk))
            .filter(jdk -> !jdk.equals(own))
            .forEach(jdks::add);
      }
    }
    return jdks;
  }

  @Test
  void anotherUserCanRunIt() throws Exception {
    boolean canAskFor = "root".equals(System.getProperty("user.name"));
    assumeThat(canAskFor && Files.isExecutable(Path.of("/usr/sbin/runuser"))).isTrue();
    Path own = Files.createDirectory(folder.resolve("of nobody"));
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> words = new ArrayList<>(List.of("/usr/sbin/runuser", "-u", "nobody", "--"));
    words.add(link.toString());
    words.addAll(List.of(evaluate(own.resolve("model.grds"))));
    Shell run = Shell.run(own, Map.of("HOME", own.toString()), words);
    assertThat(run.exitCode()).as(run.output()).isZero();
    assertThat(own.resolve("model.grds")).isNotEmptyFile();
  }
}
