package io.gradstream.learning.spec;

import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.model.ModelSpec;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.network.spec.TrainingSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * A learner, validated: what to read, what to predict, with which network.
 *
 * @param model name, seed, event fields, key, features, target kind, layers
 * @param target how a label becomes a target
 * @param source the text it was read from, with its files
 */
public record LearnerSpec(
    ModelSpec model,
    EventsSpec events,
    LabelsSpec labels,
    TargetRule target,
    LearnSpec learn,
    PublishSpec publish,
    LimitsSpec limits,
    SpecBundle source) {

  /** The learner's name. */
  public String name() {
    return model.learner();
  }

  /** The same learner with another seed, which is of its models alone: the text keeps its own. */
  public LearnerSpec withSeed(long seed) {
    return new LearnerSpec(
        model.withSeed(seed), events, labels, target, learn, publish, limits, source);
  }

  /**
   * The topic of events; its fields are {@code model.events()}.
   *
   * @param time field that holds the event time; absent: the Kafka record's timestamp
   * @param id field that holds the event's id; absent: no id, no duplicates found
   * @param idle wall-clock time after which a silent partition no longer holds back the watermark;
   *     absent (the default) never, which is part of the exactly-once promise
   */
  public record EventsSpec(
      String topic,
      StreamFormat format,
      Optional<String> time,
      Optional<String> id,
      Order order,
      Optional<Duration> idle) {}

  /** In which order examples are learned. */
  public enum Order {
    /** By position (effective time, topic, partition, offset), up to the watermark. */
    TIME,
    /** As they arrive: for labels inside the event, when each key keeps to one partition. */
    ARRIVAL
  }

  /**
   * How hyper-parameters drive learning.
   *
   * @param batch examples in a mini-batch
   * @param drift how drift is found and what is done about it; absent: nothing
   */
  public record LearnSpec(TrainingSpec training, int batch, Optional<DriftConfig> drift) {

    /** Without a look at drift. */
    public LearnSpec(TrainingSpec training, int batch) {
      this(training, batch, Optional.empty());
    }

    /** An optimizer alone, at a constant rate. */
    public LearnSpec(OptimizerSpec optimizer, int batch) {
      this(TrainingSpec.of(optimizer), batch);
    }
  }

  /**
   * What is published.
   *
   * @param snapshotsEvery wall-clock interval of snapshots
   * @param snapshotsPerSecond most snapshots a second over all keys of a subtask
   * @param exactlyOnce predictions in Kafka transactions, visible to read-committed readers after a
   *     checkpoint; otherwise at-least-once with low latency
   */
  public record PublishSpec(
      Duration snapshotsEvery,
      int snapshotsPerSecond,
      boolean predictions,
      boolean exactlyOnce,
      int inlineSnapshotBytes) {}

  /**
   * What must not grow without bound.
   *
   * @param keys models of one job
   * @param categories default capacity of a category table
   * @param waiting events and labels that wait in one subtask
   * @param recordBytes largest record that is read
   */
  public record LimitsSpec(int keys, int categories, int waiting, int recordBytes) {}
}
