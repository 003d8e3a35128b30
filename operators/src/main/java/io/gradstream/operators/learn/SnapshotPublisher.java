package io.gradstream.operators.learn;

import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.SnapshotFiles;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes a model's snapshot into a message: inline, or a file that is durable before its reference
 * goes out. The folder is the learner's own. Not thread safe.
 */
final class SnapshotPublisher {

  private final String learner;
  private final SnapshotFiles files;
  private final PublishedFiles published;

  /**
   * @param folder of all learners' snapshots
   */
  SnapshotPublisher(LearnerSpec spec, Path folder) {
    learner = spec.name();
    files = SnapshotFiles.of(folder, learner, spec.publish().inlineSnapshotBytes());
    published = new PublishedFiles(folder.resolve(learner));
  }

  /**
   * @param now wall clock, epoch milliseconds
   * @throws java.io.UncheckedIOException when it cannot be stored
   */
  SnapshotMessage publish(Learner model, long now) {
    ModelSnapshot snapshot = model.snapshot();
    SnapshotMessage.Content content =
        files.store(snapshot.version() + "/" + snapshot.key(), SnapshotCodec.encode(snapshot));
    published.published(snapshot.key(), content, now);
    return new SnapshotMessage(
        learner, snapshot.key(), snapshot.version(), snapshot.lineage(), content);
  }

  /** Deletes files that later ones have taken the place of long enough ago. */
  void collect(long now) {
    published.collect(now);
  }

  /** Keys whose newest snapshot nobody can read any more, a few at a time. */
  List<String> gone() {
    return published.gone();
  }
}
