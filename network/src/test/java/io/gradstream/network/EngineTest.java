package io.gradstream.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineTest {

  private static final String DONT_INLINE = "-XX:CompileCommand=dontinline,";

  @Test
  void argumentsAddTheVectorModuleAndNothingEmpty() {
    assertThat(EngineArgs.list())
        .startsWith("--add-modules", "jdk.incubator.vector")
        .allSatisfy(argument -> assertThat(argument).isNotBlank());
  }

  /** A missed class costs many times its speed and says nothing. */
  @Test
  void noMethodOfAVectorClassIsInlined() throws Exception {
    List<Pattern> kept =
        EngineArgs.list().stream()
            .filter(argument -> argument.startsWith(DONT_INLINE))
            .map(argument -> argument.substring(DONT_INLINE.length()))
            .map(pattern -> Pattern.compile(pattern.replace(".", "\\.").replace("*", ".*")))
            .toList();
    assertThat(vectorClasses())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            name ->
                assertThat(kept)
                    .as(name)
                    .anyMatch(pattern -> pattern.matcher(name + "::method").matches()));
  }

  /** Names of the engine's classes that begin with {@code Vector}, in whatever package. */
  private static List<String> vectorClasses() throws Exception {
    Path classes =
        Path.of(Network.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.getFileName().toString().matches("Vector.*\\.class"))
          .map(file -> classes.relativize(file).toString().replace(".class", ""))
          .map(name -> name.replace(File.separatorChar, '.'))
          .toList();
    }
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(EngineVersion.current()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void itSaysHowWideAVectorIs() {
    assertThat(EngineVersion.kernels()).matches("vector-(128|256|512)");
  }

  @Test
  void withoutTheVectorModuleTheSameBitsComeFromTheScalarTwin() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                TrainingDigest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    assertThat(output).isEqualTo("scalar " + TrainingDigest.digest());
  }
}
