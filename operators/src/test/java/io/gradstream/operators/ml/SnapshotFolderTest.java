package io.gradstream.operators.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.schemas.Version;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFolderTest {

  private static final ModelData OLD = new ModelData(new Version(1, 9), new byte[] {1});
  private static final ModelData NEW = new ModelData(new Version(1, 10), new byte[] {2});

  @TempDir private Path stage;

  @Test
  void keepsOnlyTheNewestSnapshot() throws Exception {
    SnapshotFolder folder = new SnapshotFolder(stage.toString());
    folder.keep(OLD);
    folder.keep(NEW);
    assertThat(folder.read().version()).isEqualTo(NEW.version());
    assertThat(folder.read().snapshot()).isEqualTo(NEW.snapshot());
    assertThat(stage.resolve("data").toFile().list((at, name) -> !name.endsWith(".crc")))
        .containsExactly("snapshot-1.10");
  }

  @Test
  void neverGoesBack() throws Exception {
    SnapshotFolder folder = new SnapshotFolder(stage.toString());
    folder.keep(NEW);
    folder.keep(OLD);
    assertThat(folder.read().version()).isEqualTo(NEW.version());
  }

  @Test
  void namesTheFolderWhenNothingWasSaved() throws Exception {
    SnapshotFolder folder = new SnapshotFolder(stage.toString());
    assertThatThrownBy(folder::read)
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining(stage.toString());
  }
}
