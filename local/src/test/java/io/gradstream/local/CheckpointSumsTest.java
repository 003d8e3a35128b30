package io.gradstream.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointSumsTest {

  @TempDir private Path folder;

  @Test
  void oneBitOfAnyFileIsFound() throws IOException {
    for (String file : new String[] {"state", "_metadata"}) {
      Path checkpoint = checkpoint("job/chk-" + file, 1000);
      CheckpointSums.note(folder);
      assertThat(CheckpointSums.damage(checkpoint)).isEmpty();

      flip(checkpoint.resolve(file));
      CheckpointSums.note(folder); // what is noted stays

      assertThat(CheckpointSums.damage(checkpoint).orElseThrow())
          .contains("its file " + file + " is not what was written");
    }
  }

  @Test
  void aFileThatIsGoneOrCutIsFound() throws IOException {
    Path checkpoint = checkpoint("job/chk-1", 1000);
    CheckpointSums.note(folder);

    Files.write(checkpoint.resolve("state"), new byte[1]);
    assertThat(CheckpointSums.damage(checkpoint)).isPresent();
    Files.delete(checkpoint.resolve("state"));
    assertThat(CheckpointSums.damage(checkpoint)).isPresent();
  }

  @Test
  void whatWasNotNotedIsNotJudged() throws IOException {
    assertThat(CheckpointSums.damage(checkpoint("job/chk-1", 1000))).isEmpty();
    CheckpointSums.note(folder.resolve("absent"));
  }

  @Test
  void sumsGoWithTheirCheckpoint() throws IOException {
    Path checkpoint = checkpoint("job/chk-1", 1000);
    CheckpointSums.note(folder);
    assertThat(folder.resolve("job/chk-1.crc32c")).exists();

    Files.delete(checkpoint.resolve("_metadata"));
    CheckpointSums.note(folder);

    assertThat(folder.resolve("job/chk-1.crc32c")).doesNotExist();
  }

  @Test
  void theOneBeforeIsOneThatIsIntact() throws IOException {
    Path good = checkpoint("job/chk-1", 1000);
    Path bad = checkpoint("job/chk-2", 2000);
    Path newest = checkpoint("job/chk-3", 3000);
    CheckpointSums.note(folder);
    flip(bad.resolve("state"));

    assertThat(RetainedCheckpoints.in(folder).before(newest)).contains(good);
  }

  private Path checkpoint(String name, long time) throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve(name));
    Files.write(checkpoint.resolve("state"), new byte[200_000]);
    Files.write(checkpoint.resolve("_metadata"), new byte[100]);
    Files.setLastModifiedTime(checkpoint.resolve("_metadata"), FileTime.fromMillis(time));
    return checkpoint;
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }
}
