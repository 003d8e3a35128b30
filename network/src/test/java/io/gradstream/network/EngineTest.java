package io.gradstream.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EngineTest {

  @Test
  void argumentsAddTheVectorModuleAndNothingEmpty() {
    assertThat(EngineArgs.list())
        .startsWith("--add-modules", "jdk.incubator.vector")
        .allSatisfy(argument -> assertThat(argument).isNotBlank());
  }

  @Test
  void versionIsThatOfTheBuild() {
    assertThat(EngineVersion.current()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void kernelTypeNamesBothKernelSets() {
    assertThat(Network.kernelType()).matches("vector-openblas-\\w+");
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
    assertThat(output)
        .isEqualTo(
            Network.kernelType().replace("vector", "scalar") + " " + TrainingDigest.digest());
  }
}
