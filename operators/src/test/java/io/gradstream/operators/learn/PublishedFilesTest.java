package io.gradstream.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedFilesTest {

  @TempDir Path folder;

  private PublishedFiles files;

  @BeforeEach
  void open() {
    files = new PublishedFiles(folder);
  }

  @Test
  void aFileGoesWhenALaterOneHasTakenItsPlaceLongEnoughAgo() throws IOException {
    files.published("oslo", file("a"), 0);
    files.published("oslo", file("b"), 1000);

    files.collect(PublishedFiles.GRACE_MILLIS);
    assertThat(folder.resolve("a")).exists();

    files.collect(1000 + PublishedFiles.GRACE_MILLIS);
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
    files.collect(PublishedFiles.GRACE_MILLIS);

    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void whatCannotBeDeletedIsTriedAgainAndEndsNothing() throws IOException {
    files.published("oslo", file("a"), 0);
    files.published("oslo", file("b"), 0);
    Files.delete(folder.resolve("a"));
    Path inTheWay = Files.createDirectories(folder.resolve("a").resolve("not empty"));

    files.collect(PublishedFiles.GRACE_MILLIS);
    assertThat(folder.resolve("a")).exists();

    Files.delete(inTheWay);
    files.collect(2 * PublishedFiles.GRACE_MILLIS);
    assertThat(folder.resolve("a")).doesNotExist();
  }

  @Test
  void whatCannotBeDeletedIsNotRememberedWithoutBound() throws IOException {
    for (int i = 0; i < PublishedFiles.MOST_SUPERSEDED + 2; i++) {
      files.published("oslo", new SnapshotMessage.Reference("f" + i, 1, 2), 0);
    }
    Path last = folder.resolve("f" + PublishedFiles.MOST_SUPERSEDED);
    Files.createFile(last);
    files.collect(PublishedFiles.GRACE_MILLIS);

    assertThat(last).exists(); // the next deploy collects it
  }

  @Test
  void aFileInUseThatIsGoneIsFound() throws IOException {
    files.published("oslo", file("a"), 0);
    files.published("rome", file("b"), 0);
    files.published("bonn", new SnapshotMessage.Inline(new byte[1]), 0);
    assertThat(files.gone()).isEmpty();

    Files.delete(folder.resolve("b"));

    assertThat(files.gone()).containsExactly("rome");
  }

  @Test
  void everyFileIsLookedForOneAfterTheOther() throws IOException {
    int keys = 3 * PublishedFiles.LOOKED_FOR;
    for (int i = 0; i < keys; i++) {
      files.published("key" + i, new SnapshotMessage.Reference("absent" + i, 1, 2), 0);
    }
    Set<String> found = new HashSet<>();
    for (int tick = 0; tick < 3; tick++) {
      found.addAll(files.gone());
    }
    assertThat(found).hasSize(keys);
  }

  private SnapshotMessage.Reference file(String name) throws IOException {
    Files.writeString(folder.resolve(name), name);
    return new SnapshotMessage.Reference(name, 1, 2);
  }
}
