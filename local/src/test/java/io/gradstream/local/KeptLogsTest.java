package io.gradstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLogsTest {

  @TempDir private Path temporary;

  @Test
  void ofAFailedRunTheLogsStayAndOfManySuchRunsTheNewest() throws IOException {
    Path running = Files.createDirectory(temporary.resolve("gradstream-running"));
    Path strange = Files.createDirectory(temporary.resolve("else"));
    for (int i = 0; i < 7; i++) {
      Path folder = Files.createDirectory(temporary.resolve("gradstream-" + i));
      Files.createDirectories(folder.resolve("flink/tmp"));
      Files.writeString(folder.resolve("flink/config.yaml"), "a: b");
      Files.writeString(folder.resolve("jobmanager.log"), "why");

      KeptLogs.keep(folder);

      assertThat(folder.resolve("jobmanager.log")).hasContent("why");
      assertThat(folder.resolve("flink")).doesNotExist();
      Files.setLastModifiedTime(folder.resolve("failed"), FileTime.fromMillis(1000L * i));
    }
    assertThat(temporary)
        .isDirectoryContaining(running::equals)
        .isDirectoryContaining(strange::equals)
        .isDirectoryNotContaining("glob:**gradstream-[01]")
        .isDirectoryContaining("glob:**gradstream-2");
  }
}
