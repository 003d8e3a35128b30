package io.gradstream.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupersededFilesTest {

  @TempDir Path folder;

  private SupersededFiles files;

  @BeforeEach
  void open() {
    files = new SupersededFiles(folder);
  }

  @Test
  void aFileGoesWhenALaterOneHasTakenItsPlaceLongEnoughAgo() throws IOException {
    files.published("oslo", file("a"), 0);
    files.published("oslo", file("b"), 1000);

    files.collect(SupersededFiles.GRACE_MILLIS);
    assertThat(folder.resolve("a")).exists();

    files.collect(1000 + SupersededFiles.GRACE_MILLIS);
    assertThat(folder.resolve("a")).doesNotExist();
    assertThat(folder.resolve("b")).exists();
  }

  @Test
  void theSameFileAgainStays() throws IOException {
    files.published("oslo", file("a"), 0);
    files.published("oslo", file("a"), 1);
    files.collect(Long.MAX_VALUE);

    assertThat(folder.resolve("a")).exists();
  }

  @Test
  void aFileGoesWhenTheNextSnapshotFitsTheRecord() throws IOException {
    files.published("oslo", file("a"), 0);
    files.published("oslo", new SnapshotMessage.Inline(new byte[1]), 0);
    files.collect(SupersededFiles.GRACE_MILLIS);

    assertThat(folder.resolve("a")).doesNotExist();
  }

  private SnapshotMessage.Reference file(String name) throws IOException {
    Files.writeString(folder.resolve(name), name);
    return new SnapshotMessage.Reference(name, 1, 2);
  }
}
