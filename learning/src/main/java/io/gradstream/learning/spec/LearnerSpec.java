package io.gradstream.learning.spec;

import io.gradstream.learning.Admission;
import io.gradstream.learning.Example;
import io.gradstream.learning.Lateness;
import io.gradstream.learning.LearnSpec;
import io.gradstream.learning.Learner;
import io.gradstream.model.ModelSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A learner, validated: what to read, what to predict, with which network.
 *
 * @param model name, seed, event fields, key, features, target kind, layers
 * @param target how a label becomes a target
 * @param queries where it is asked over Kafka; absent: it is not
 * @param source the text it was read from, with its files
 * @param challengers who else learns, in the order of the spec; each name once
 */
public record LearnerSpec(
    ModelSpec model,
    EventsSpec events,
    LabelsSpec labels,
    TargetRule target,
    LearnSpec learn,
    PublishSpec publish,
    LimitsSpec limits,
    Optional<QueriesSpec> queries,
    SpecBundle source,
    List<Challenger> challengers) {

  public LearnerSpec {
    challengers = List.copyOf(challengers);
  }

  /** A learner whose champion learns alone, and that is not asked over Kafka. */
  public LearnerSpec(
      ModelSpec model,
      EventsSpec events,
      LabelsSpec labels,
      TargetRule target,
      LearnSpec learn,
      PublishSpec publish,
      LimitsSpec limits,
      SpecBundle source) {
    this(
        model, events, labels, target, learn, publish, limits, Optional.empty(), source, List.of());
  }

  /** The learner's name. */
  public String name() {
    return model.learner();
  }

  /** Field of the label that an event holds itself; empty text for none. */
  public String ownLabel() {
    return labels instanceof LabelsSpec.InEvent ? target.field() : "";
  }

  /** The same learner with another seed, which is of its models alone: the text keeps its own. */
  public LearnerSpec withSeed(long seed) {
    return of(model.withSeed(seed), events, learn)
        .with(challengers.stream().map(of -> of.withSeed(seed)).toList());
  }

  /** The same learner of events on another topic; the text keeps its own. */
  public LearnerSpec withEventsTopic(String topic) {
    return of(model, events.withTopic(topic), learn);
  }

  /** The same learner with these challengers. */
  public LearnerSpec with(List<Challenger> others) {
    return new LearnerSpec(
        model, events, labels, target, learn, publish, limits, queries, source, others);
  }

  /** The challenger as a learner that learns alone; the text is the whole spec's. */
  public LearnerSpec alone(Challenger challenger) {
    return of(challenger.model(), events, challenger.learn()).with(List.of());
  }

  private LearnerSpec of(ModelSpec otherModel, EventsSpec otherEvents, LearnSpec otherLearn) {
    return new LearnerSpec(
        otherModel,
        otherEvents,
        labels,
        target,
        otherLearn,
        publish,
        limits,
        queries,
        source,
        challengers);
  }

  /** The challenger of that name. */
  public Optional<Challenger> challenger(String name) {
    return challengers.stream().filter(of -> of.name().equals(name)).findFirst();
  }

  /** Whether a model is of this spec: the champion's, or one of who learns beside it. */
  public boolean describes(ModelSpec of) {
    return model.equals(of) || challengers.stream().anyMatch(other -> other.model().equals(of));
  }

  /** A new learner of this spec, for one of its model keys. */
  public Learner newLearner(String key, long generation) {
    return new Learner(model, learn, lateness(), key, generation);
  }

  /** Who may be learned: ids are remembered where no label join has seen them. */
  public Admission admission() {
    return labels instanceof LabelsSpec.OwnTopic
        ? Admission.ofJoined(limits.keys())
        : Admission.of(limits.keys(), labels.remembered());
  }

  /** Which labels were known when an event came; empty where a label comes with its event. */
  public Optional<Lateness> lateness() {
    if (!(labels instanceof LabelsSpec.OwnTopic)) {
      return Optional.empty();
    }
    int time = events.time().map(model.events()::indexOf).orElse(-1);
    return Optional.of((example, asked) -> example.position().time() <= came(asked, time));
  }

  /** Where the spec names no time of events, labels count as known with their events. */
  private static long came(Example asked, int timeField) {
    return timeField < 0 || asked.event().isMissing(timeField)
        ? asked.position().time()
        : asked.event().time(timeField);
  }

  /**
   * The topic of events; its fields are {@code model.events()}.
   *
   * @param time field that holds the event time; absent: the Kafka record's timestamp
   * @param id field that holds the event's id; absent: no id, no duplicates found
   * @param idle when a silent partition no longer holds back learning; of labels too
   * @param ahead how far a record's time may lie ahead of its Kafka timestamp, and how far one
   *     record alone moves its partition's time; of labels too
   * @param gaps what is done about records that are gone unread; of labels too
   * @param from where reading begins without state; of labels too
   * @param without events that are as if they had never been
   */
  public record EventsSpec(
      String topic,
      StreamFormat format,
      Optional<String> time,
      Optional<String> id,
      Order order,
      Idle idle,
      Duration ahead,
      Gaps gaps,
      StartPosition from,
      LeftOut without) {

    private EventsSpec withTopic(String other) {
      return new EventsSpec(other, format, time, id, order, idle, ahead, gaps, from, without);
    }

    /**
     * What decides what is learned: whatever is done about a gap changes nothing of it, nor does a
     * silent partition, and a learner with state has begun.
     */
    public EventsSpec learned() {
      return new EventsSpec(
          topic,
          format,
          time,
          id,
          order,
          Idle.DEFAULT,
          ahead,
          Gaps.TELL,
          new StartPosition.Earliest(),
          without);
    }
  }

  /** What is done about records that are gone unread. */
  public enum Gaps {
    /** They are counted and logged. */
    TELL,
    /** The same, and the job ends, without a restart. */
    STOP
  }

  /** In which order examples are learned. */
  public enum Order {
    /** By position (effective time, topic, partition, offset), up to the watermark. */
    TIME,
    /** As they arrive: for labels inside the event, when each key keeps to one partition. */
    ARRIVAL
  }

  /**
   * What is published.
   *
   * @param snapshotsEvery wall-clock interval of snapshots
   * @param snapshotsPerSecond most snapshots a second over all keys of a subtask
   * @param exactlyOnce predictions in Kafka transactions, visible to read-committed readers after a
   *     checkpoint; otherwise at-least-once with low latency
   * @param form of predictions, reports and dead letters
   */
  public record PublishSpec(
      Duration snapshotsEvery,
      int snapshotsPerSecond,
      boolean predictions,
      boolean exactlyOnce,
      int inlineSnapshotBytes,
      PublishedForm form) {}

  /**
   * What must not grow without bound.
   *
   * @param keys models of one subtask
   * @param categories default capacity of a category table
   * @param waiting events and labels that wait in one subtask
   * @param recordBytes largest record that is read
   */
  public record LimitsSpec(int keys, int categories, int waiting, int recordBytes) {}
}
