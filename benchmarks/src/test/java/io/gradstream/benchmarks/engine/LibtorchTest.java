package io.gradstream.benchmarks.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibtorchTest {

  @TempDir private Path folder;

  @Test
  void preparesANetworkAndTimesIt() {
    try (Libtorch libtorch = start(System.getProperty("java.class.path"))) {
      Libtorch.Form form = libtorch.prepare("cnn", 32, 10);
      assertThat(form).isEqualTo(new Libtorch.Form("cnn of 32 rows", 12.5));
      assertThat(libtorch.run(10)).isEqualTo(2.5);
    }
  }

  @Test
  void saysWhereToReadWhyTheProcessEnded() {
    try (Libtorch libtorch = start(folder.toString())) {
      assertThatThrownBy(() -> libtorch.run(1))
          .hasMessage("libtorch's process ended at 'run 1'; see " + log());
      assertThat(log()).content().contains("LibtorchMain");
    }
  }

  private Libtorch start(String classPath) {
    return Libtorch.start(classPath, Clock.WALL, log());
  }

  private Path log() {
    return folder.resolve("libtorch.log");
  }
}
