package io.gradstream.cli.steer;

import io.gradstream.cli.feed.InvalidDataException;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model's snapshot in a file that a command is given. */
public final class SnapshotFile {

  private SnapshotFile() {}

  /**
   * @throws InvalidDataException when the file holds none
   */
  public static ModelSnapshot read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidDataException(file + " is a folder. Name a snapshot in it.");
    }
    try {
      return SnapshotCodec.decode(Files.readAllBytes(file));
    } catch (CorruptSnapshotException e) {
      throw new InvalidDataException(
          "%s cannot be used: %s. 'gradstream models export LEARNER --out FILE' writes one, 'gradstream evaluate --save FILE' another"
              .formatted(file, e.getMessage()));
    }
  }
}
