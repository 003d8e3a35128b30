package io.gradstream.cli.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

  @TempDir private Path temporary;

  @Test
  void usageExample() throws IOException {
    StateFolder state = StateFolder.of(temporary.resolve("a/b"));

    state.requireUsable("trips");

    assertThat(state.newest("trips")).isEmpty();
    Path checkpoint = state.checkpoints("trips").resolve("job/chk-1");
    Files.createDirectories(checkpoint);
    Files.createFile(checkpoint.resolve("_metadata"));
    assertThat(state.newest("trips")).contains(checkpoint);
    assertThat(state.option()).isEqualTo(" --state " + temporary.resolve("a/b"));
  }

  @Test
  void theDefaultDoesNotDependOnTheWorkingFolder() {
    assertThat(StateFolder.byDefault(Map.of("HOME", "/home/u")))
        .isEqualTo(Path.of("/home/u/.local/state/gradstream"));
    assertThat(StateFolder.byDefault(Map.of("HOME", "/home/u", "XDG_STATE_HOME", "/s")))
        .isEqualTo(Path.of("/s/gradstream"));
    assertThat(StateFolder.byDefault(Map.of("XDG_STATE_HOME", "/s", "GRADSTREAM_STATE", "/g")))
        .isEqualTo(Path.of("/g"));
    assertThat(StateFolder.byDefault(Map.of("HOME", "/home/u", "GRADSTREAM_STATE", " ")))
        .isEqualTo(Path.of("/home/u/.local/state/gradstream"));
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> StateFolder.of(file).requireUsable("trips"))
        .hasMessageContaining(file + " cannot be used: it is a file")
        .hasMessageContaining("--state");
    assertThatThrownBy(() -> StateFolder.of(file.resolve("below")).requireUsable("trips"))
        .hasMessageContaining(file.resolve("below") + " cannot be used");
  }
}
