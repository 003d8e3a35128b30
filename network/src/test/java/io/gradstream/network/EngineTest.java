package io.gradstream.network;

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
}
