package io.gradstream.cli.steer;

import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;

/**
 * A published model, read from where it is.
 *
 * @param bytes of the snapshot, whole and of the version that the topic says
 */
public record ModelBytes(byte[] bytes, ModelSnapshot snapshot) {

  /**
   * @param folder of all learners' snapshots
   * @throws IllegalStateException when it is gone or damaged, with the way out
   */
  public static ModelBytes load(SnapshotMessage message, String learner, Path folder) {
    try {
      byte[] bytes = SnapshotFiles.of(folder, learner, 0).load(message.content());
      ModelSnapshot snapshot = SnapshotCodec.decode(bytes);
      if (!snapshot.version().equals(message.version())) {
        throw new CorruptSnapshotException("a snapshot of another version than it is called");
      }
      return new ModelBytes(bytes, snapshot);
    } catch (CorruptSnapshotException e) {
      String place =
          message.content() instanceof SnapshotMessage.Reference
              ? ". It is too large for the topic: --state must be the folder that its deploy keeps"
                  + " its state in, where a file stays for ten minutes after a newer one"
              : "";
      throw new IllegalStateException(
          "cannot read version %s of %s: %s%s"
              .formatted(message.version(), learner, e.getMessage(), place),
          e);
    }
  }
}
