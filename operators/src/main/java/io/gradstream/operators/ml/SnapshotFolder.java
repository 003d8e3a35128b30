package io.gradstream.operators.ml;

import io.gradstream.schemas.Version;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.ml.util.FileUtils;

/**
 * The model data of a saved stage: one file, the newest snapshot, named by its version. Written
 * beside, synced, then renamed, so that a reader finds a whole snapshot at any moment. One writer.
 */
final class SnapshotFolder {

  private static final String PREFIX = "snapshot-";

  private final Path folder;
  private final FileSystem files;

  /**
   * @param stagePath where the stage is saved
   */
  SnapshotFolder(String stagePath) throws IOException {
    folder = FileUtils.getDataPath(stagePath);
    files = folder.getFileSystem();
  }

  /** The version of the newest snapshot. */
  Optional<Version> newest() throws IOException {
    FileStatus[] found = files.exists(folder) ? files.listStatus(folder) : new FileStatus[0];
    return Stream.of(found)
        .map(file -> file.getPath().getName())
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> Version.parse(name.substring(PREFIX.length())))
        .max(Comparator.naturalOrder());
  }

  /** Replaces the newest snapshot, unless it is as new. */
  void keep(ModelData data) throws IOException {
    Optional<Version> held = newest();
    if (held.isPresent() && held.get().compareTo(data.version()) >= 0) {
      return;
    }
    files.mkdirs(folder);
    Path written = new Path(folder, ".writing");
    try (FSDataOutputStream out = files.create(written, FileSystem.WriteMode.OVERWRITE)) {
      out.write(data.snapshot());
      out.sync();
    }
    if (!files.rename(written, file(data.version()))) {
      throw new IOException("cannot rename " + written + " to " + file(data.version()));
    }
    if (held.isPresent()) {
      files.delete(file(held.get()), false);
    }
  }

  /** The newest snapshot; when the writer replaces it meanwhile, the one after. */
  ModelData read() throws IOException {
    while (true) {
      Version version = newest().orElseThrow(this::nothingThere);
      try (FSDataInputStream in = files.open(file(version))) {
        return new ModelData(version, in.readAllBytes());
      } catch (FileNotFoundException e) {
        if (newest().equals(Optional.of(version))) {
          throw e;
        }
      }
    }
  }

  private FileNotFoundException nothingThere() {
    return new FileNotFoundException(
        "no model data in " + folder + ": the job that saves the model writes it as it runs");
  }

  private Path file(Version version) {
    return new Path(folder, PREFIX + version);
  }
}
