package io.gradstream.faults;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.CorruptSnapshotException;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Topics;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** All that was ever published on a learner's models topic. For one thread. */
final class PublishedModels {

  private final String brokers;
  private final String topic;
  private final SnapshotFiles files;
  private final SnapshotMessageCodec codec = new SnapshotMessageCodec();

  /**
   * @param snapshots folder of snapshots that are files
   */
  PublishedModels(LearnerSpec spec, String brokers, Path snapshots) {
    this.brokers = brokers;
    topic = Topics.of(spec.name()).models();
    files = SnapshotFiles.of(snapshots, spec.name(), spec.publish().inlineSnapshotBytes());
  }

  /** What a version of a key is called. */
  static String name(SnapshotMessage message) {
    return message.key() + " " + message.version();
  }

  /** Reads all records, in the order of each key. */
  void read(Consumer<SnapshotMessage> reader) {
    try (TopicLog log = new TopicLog(brokers, false, topic)) {
      log.read(entry -> reader.accept(codec.decode(entry.value())));
    }
  }

  /**
   * A snapshot's bytes; none when its file is gone, as is one that a later has taken the place of.
   *
   * @throws CorruptSnapshotException when the file is torn or altered
   */
  Optional<byte[]> bytes(SnapshotMessage message) {
    try {
      return Optional.of(files.load(message.content()));
    } catch (CorruptSnapshotException e) {
      if (e.getCause() instanceof NoSuchFileException) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
