package io.gradstream.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFilesTest {

  @TempDir private Path folder;
  private Path first;
  private Path second;
  private WatchedFiles files;
  private final List<String> failures = new ArrayList<>();
  private int readings;
  private String obstacle = "";

  @BeforeEach
  void write() throws IOException {
    first = Files.writeString(folder.resolve("first"), "a");
    second = Files.writeString(folder.resolve("second"), "b");
    files = new WatchedFiles(List.of(first, second));
  }

  @Test
  void filesAreReadWhenOneOfThemChangesAndNotElse() throws IOException {
    refresh();
    assertThat(readings).isZero();

    Files.writeString(second, "longer");
    refresh();
    refresh();
    assertThat(readings).isEqualTo(1);

    Files.delete(first);
    refresh();
    assertThat(readings).isEqualTo(2);
  }

  @Test
  void aFileThatCouldNotBeReadWhenItChangedIsTriedUntilItCan() throws IOException {
    Files.writeString(first, "longer");
    obstacle = "too many open files";
    refresh();
    refresh();
    assertThat(readings).isZero();

    obstacle = "";
    refresh();
    refresh();
    assertThat(readings).isEqualTo(1);
  }

  @Test
  void aFailureIsToldOnceAndAnotherOneToo() throws IOException {
    Files.writeString(first, "longer");
    obstacle = "too many open files";
    refresh();
    refresh();
    obstacle = "line 2 is wrong";
    refresh();
    assertThat(failures).containsExactly("too many open files", "line 2 is wrong");

    obstacle = "";
    refresh();
    Files.writeString(first, "wrong again");
    obstacle = "line 2 is wrong";
    refresh();
    assertThat(failures).endsWith("line 2 is wrong").hasSize(3);
  }

  /** As a file is that was written while it was read. */
  @Test
  void aTokenIsTakenAwayByAFileThatWasWrongBeforeAtTheSameTimeAndLength() throws IOException {
    FileTime second = FileTime.fromMillis(1_700_000_000_000L);
    Path path = Files.writeString(folder.resolve("tokens"), "read first-0123456789");
    TokenFile tokens = new TokenFile(path);
    Files.writeString(path, "reed other-0123456789");
    Files.setLastModifiedTime(path, second);
    tokens.refresh();
    Files.writeString(path, "read other-0123456789");
    Files.setLastModifiedTime(path, second);

    tokens.refresh();

    assertThat(tokens.tokens().access("first-0123456789")).isEmpty();
    assertThat(tokens.tokens().access("other-0123456789")).contains(Access.READ);
  }

  private void refresh() {
    files.refresh(
        () -> {
          if (!obstacle.isEmpty()) {
            throw new IOException(obstacle);
          }
          readings++;
        },
        failures::add);
  }
}
