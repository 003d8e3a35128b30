package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.serving.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TokenFileTest {

  @TempDir private Path folder;

  @Test
  void aTokenThatIsAddedOrTakenAwayIsSoWithoutARestart() throws IOException {
    Path path = Files.writeString(folder.resolve("tokens"), "read first-0123456789");
    TokenFile file = new TokenFile(path);
    assertThat(file.tokens().access("first-0123456789")).contains(Access.READ);

    Files.writeString(path, "control second-0123456789");
    file.refresh();

    assertThat(file.tokens().access("first-0123456789")).isEmpty();
    assertThat(file.tokens().access("second-0123456789")).contains(Access.CONTROL);
  }

  @Test
  void aFileThatWentWrongOrIsGoneChangesNothing() throws IOException {
    Path path = Files.writeString(folder.resolve("tokens"), "read first-0123456789");
    TokenFile file = new TokenFile(path);

    Files.writeString(path, "read first");
    file.refresh();
    assertThat(file.tokens().access("first-0123456789")).contains(Access.READ);

    Files.delete(path);
    file.refresh();
    assertThat(file.tokens().access("first-0123456789")).contains(Access.READ);

    Files.writeString(path, "# nobody any longer");
    file.refresh();
    assertThat(file.tokens().access("first-0123456789")).isEmpty();
  }

  @Test
  void aServerLooksAtItsFileByItself() throws IOException {
    Path path = Files.writeString(folder.resolve("tokens"), "# nobody yet");
    try (TestServer server = new TestServer(Optional.empty(), Optional.of(path), Limits.DEFAULT)) {
      assertThat(server.get("/v2", "first-0123456789").statusCode()).isEqualTo(401);

      Files.writeString(path, "read first-0123456789");

      while (server.get("/v2", "first-0123456789").statusCode() != 200) {
        Thread.onSpinWait(); // until the file is looked at again
      }
    }
  }

  @Test
  void whatIsWrongIsNamedByFileAndLine() throws IOException {
    Path path = Files.writeString(folder.resolve("tokens"), "\nwrite opensesame-012345\n");
    assertThatThrownBy(() -> new TokenFile(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(path + ": line 2 must be")
        .hasMessageNotContaining("opensesame");
    Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> new TokenFile(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no text in UTF-8");
  }
}
