package io.gradstream.network.layers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.gradstream.network.EngineArgs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same weights come out of the same examples on every machine: these are written down, and made
 * again with vectors of other widths, without any, and by a later Java where there is one.
 */
class BitsTest {

  private static final Path FILE = Path.of("src/test/resources/io/gradstream/network/bits.txt");
  private static final Path JAVAS = Path.of("/usr/lib/jvm");

  /** With {@code -Dgradstream.write=true} they are written: only when what is computed changes. */
  @Test
  void areThoseThatAreWrittenDown() throws IOException {
    List<String> lines = BitDigests.lines();
    if (Boolean.getBoolean("gradstream.write")) {
      Files.write(FILE, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(FILE));
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:MaxVectorSize=8, vector-128",
    "-XX:MaxVectorSize=16, vector-128",
    "-XX:MaxVectorSize=32, vector-256",
    "-XX:UseAVX=2, vector-256",
    "-XX:+UseSerialGC, ''" // the widest
  })
  void areTheSameWithVectorsOfAnyWidth(String flag, String kernels) throws Exception {
    List<String> arguments = new ArrayList<>(EngineArgs.list());
    arguments.add(flag);
    assertSame(java(Path.of(System.getProperty("java.home")), arguments), kernels);
  }

  @Test
  void areTheSameWithoutVectors() throws Exception {
    assertSame(java(Path.of(System.getProperty("java.home")), List.of()), "scalar");
  }

  @Test
  void areTheSameInALaterJava() throws Exception {
    Optional<Path> later = later();
    assumeThat(later).as("a Java of release 18 or more below " + JAVAS).isPresent();
    assertSame(java(later.get(), EngineArgs.list()), "vector");
  }

  private static Optional<Path> later() throws IOException {
    if (!Files.isDirectory(JAVAS)) {
      return Optional.empty();
    }
    try (Stream<Path> homes = Files.list(JAVAS)) {
      return homes
          .filter(home -> home.getFileName().toString().matches(".*\\b(2[1-9])\\b.*"))
          .filter(home -> Files.isExecutable(home.resolve("bin/java")))
          .findFirst();
    }
  }

  private static void assertSame(List<String> said, String kernels) throws IOException {
    assertThat(said.get(0)).startsWith(kernels);
    assertThat(said.subList(1, said.size())).isEqualTo(Files.readAllLines(FILE));
  }

  private static List<String> java(Path home, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
    command.addAll(arguments);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), BitDigests.class.getName()));
    File errors = File.createTempFile("bits", ".log");
    Process process = new ProcessBuilder(command).redirectError(errors).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(process.waitFor()).as(Files.readString(errors.toPath())).isZero();
    Files.delete(errors.toPath());
    return lines;
  }
}
