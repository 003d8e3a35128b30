package io.gradstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetainedCheckpointsTest {

  @TempDir private Path folder;

  @Test
  void findsTheOneCompletedLastOfWhicheverJob() throws IOException {
    checkpoint("first/chk-9", 1000);
    Path newest = checkpoint("second/chk-2", 3000);
    checkpoint("first/chk-10", 2000);
    Files.createDirectories(folder.resolve("second/chk-3")); // not completed
    assertThat(RetainedCheckpoints.in(folder).newest()).contains(newest);
  }

  @Test
  void findsNoneWhereThereIsNone() throws IOException {
    assertThat(RetainedCheckpoints.in(folder).newest()).isEmpty();
    assertThat(RetainedCheckpoints.in(folder.resolve("absent")).newest()).isEmpty();
  }

  @Test
  void beforeOneIsTheNewestOfThoseThatWereCompletedEarlier() throws IOException {
    Path oldest = checkpoint("first/chk-9", 1000);
    Path middle = checkpoint("first/chk-10", 2000);
    Path newest = checkpoint("second/chk-2", 3000);
    RetainedCheckpoints checkpoints = RetainedCheckpoints.in(folder);

    assertThat(checkpoints.before(newest)).contains(middle);
    assertThat(checkpoints.before(middle)).contains(oldest);
    assertThat(checkpoints.before(oldest)).isEmpty();
  }

  private Path checkpoint(String name, long time) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(time));
    return checkpoint;
  }
}
