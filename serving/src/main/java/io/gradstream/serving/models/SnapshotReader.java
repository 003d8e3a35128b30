package io.gradstream.serving.models;

import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import java.nio.file.Path;
import java.util.Optional;

/** From a record of a learner's models topic to the snapshot it stands for. Used by one thread. */
final class SnapshotReader {

  private final String learner;
  private final Optional<SnapshotFiles> files;
  private final SnapshotMessageCodec codec = new SnapshotMessageCodec();

  /**
   * @param snapshots folder of snapshots too large for a record
   */
  SnapshotReader(String learner, Optional<Path> snapshots) {
    this.learner = learner;
    this.files = snapshots.map(folder -> SnapshotFiles.of(folder, learner, 0));
  }

  /**
   * @throws io.gradstream.schemas.MalformedRecordException when the value is no such message
   * @throws CorruptSnapshotException when it is another learner's
   */
  SnapshotMessage message(byte[] value) {
    SnapshotMessage message = codec.decode(value);
    require(message.learner().equals(learner), "it is of learner " + message.learner());
    return message;
  }

  /**
   * @throws CorruptSnapshotException when it cannot be had, or is not what the message says
   */
  ModelSnapshot snapshot(SnapshotMessage message) {
    ModelSnapshot snapshot = SnapshotCodec.decode(bytes(message.content()));
    require(
        snapshot.version().equals(message.version())
            && snapshot.key().equals(message.key())
            && snapshot.spec().learner().equals(message.learner()),
        "it holds %s key '%s' version %s"
            .formatted(snapshot.spec().learner(), snapshot.key(), snapshot.version()));
    return snapshot;
  }

  private byte[] bytes(SnapshotMessage.Content content) {
    if (content instanceof SnapshotMessage.Inline inline) {
      return inline.bytes();
    }
    return files
        .orElseThrow(
            () ->
                new CorruptSnapshotException(
                    "it is in a file: name the folder of snapshots with --snapshots"))
        .load(content);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new CorruptSnapshotException(otherwise);
    }
  }
}
