package io.gradstream.operators.learn;

import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Makes a model's snapshot into a message: inline, or a file that is durable before its reference
 * goes out. The folder is the learner's own. Not thread safe.
 */
final class SnapshotPublisher {

  private final String learner;
  private final SnapshotFiles files;
  private final SupersededFiles superseded;

  /**
   * @param folder of all learners' snapshots
   */
  SnapshotPublisher(LearnerSpec spec, Path folder) {
    learner = spec.name();
    files = SnapshotFiles.of(folder, learner, spec.publish().inlineSnapshotBytes());
    superseded = new SupersededFiles(folder.resolve(learner));
  }

  /**
   * @param now wall clock, epoch milliseconds
   */
  SnapshotMessage publish(Learner model, long now) {
    ModelSnapshot snapshot = model.snapshot();
    SnapshotMessage.Content content =
        files.store(snapshot.version() + "/" + snapshot.key(), SnapshotCodec.encode(snapshot));
    superseded.published(snapshot.key(), content, now);
    return new SnapshotMessage(
        learner, snapshot.key(), snapshot.version(), snapshot.lineage(), content);
  }

  /** Deletes files that later ones have taken the place of long enough ago. */
  void collect(long now) throws IOException {
    superseded.collect(now);
  }
}
