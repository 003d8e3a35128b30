package io.gradstream.operators.learn;

import io.gradstream.learning.Learner;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.operators.record.Count;
import io.gradstream.operators.report.Counts;
import io.gradstream.schemas.BoundedLog;
import io.gradstream.schemas.SnapshotMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.slf4j.LoggerFactory;

/**
 * Publishes the snapshots of models that have changed, as fast as the policy lets it. Which are
 * still to be published lies in keyed state, so that a failure forgets none. What cannot be stored
 * is tried again: no trouble with files ends the task. Not thread safe.
 */
final class Publishing {

  /** Where models are. */
  interface Models {
    /** The key's model; its key is the current one from then on. */
    Learner of(String key);
  }

  private final BoundedLog log = new BoundedLog(LoggerFactory.getLogger(Publishing.class));
  private final SnapshotPolicy policy;
  private final SnapshotPublisher publisher;
  private final ValueState<Long> unpublished;
  private final Models models;
  private final Counts counts;
  private final Consumer<SnapshotMessage> output;

  /**
   * @param unpublished of a key with news: the first step that is not published
   * @param now wall clock, epoch milliseconds
   */
  Publishing(
      LearnerSpec spec,
      Path folder,
      ValueState<Long> unpublished,
      Models models,
      Counts counts,
      Consumer<SnapshotMessage> output,
      long now) {
    policy = new SnapshotPolicy(spec.publish().snapshotsPerSecond(), now);
    publisher = new SnapshotPublisher(spec, folder);
    this.unpublished = unpublished;
    this.models = models;
    this.counts = counts;
    this.output = output;
  }

  /** Takes over the keys that had news at the checkpoint. */
  void restore(Stream<String> keys) {
    keys.sorted().forEach(policy::changed);
  }

  /** The current key's model has a new version. */
  void changed(Learner learner) throws IOException {
    if (policy.changed(learner.key())) {
      unpublished.update(learner.version().step());
    }
  }

  /** The current key's model is to be published as it is. */
  void again(String key) throws IOException {
    policy.changed(key);
    if (unpublished.value() == null) {
      unpublished.update(0L);
    }
  }

  /** How many keys have news. */
  int waiting() {
    return policy.waiting();
  }

  /** Publishes what may be published by now, and deletes files that are of no more use. */
  void publishDue(long now) throws IOException {
    noticeGone();
    policy.due(now).forEach(key -> publish(key, now));
    publisher.collect(now);
  }

  /** A version that nobody can read any more is news again. */
  private void noticeGone() throws IOException {
    for (String key : publisher.gone()) {
      log.warn("The newest snapshot of model '{}' is gone; it is published again.", key);
      changed(models.of(key));
    }
  }

  /** Publishes all news, at the end of a bounded input. */
  void publishAll(long now) {
    policy.all().forEach(key -> publish(key, now));
  }

  private void publish(String key, long now) {
    Optional<SnapshotMessage> message = store(models.of(key), now);
    if (message.isPresent()) {
      output.accept(message.get());
      counts.add(Count.SNAPSHOTS);
      unpublished.clear();
    } else {
      counts.add(Count.SNAPSHOTS_FAILED);
      policy.changed(key);
    }
  }

  private Optional<SnapshotMessage> store(Learner learner, long now) {
    try {
      return Optional.of(publisher.publish(learner, now));
    } catch (UncheckedIOException e) {
      log.warn(
          "Snapshot of model '{}' could not be stored; it is tried again: {}: {}",
          learner.key(),
          e.getMessage(),
          e.getCause());
      return Optional.empty();
    }
  }
}
