package io.gradstream.operators.record;

import java.util.EnumSet;

/**
 * What the operators count, since the learner's first event. Written into checkpoints by name:
 * never rename a constant. The measure's name is what stands on the metrics topic.
 */
public enum Count {
  /** Event records read: usable or not, time marks left out. */
  EVENTS_READ("events.read"),
  /** Label records read. */
  LABELS_READ("labels.read"),
  /** Dead letters of the events topic. */
  EVENTS_DEAD("events.dead"),
  /** Dead letters of the labels topic. */
  LABELS_DEAD("labels.dead"),
  /** Records of the events topic that say that something is no more, and hold no event. */
  EVENTS_TOMBSTONES("events.tombstones"),
  /** The same of the labels topic. */
  LABELS_TOMBSTONES("labels.tombstones"),
  /** Events whose time is far behind their partition's. */
  EVENTS_BEHIND("events.behind"),
  /** Labels whose time is far behind their partition's. */
  LABELS_BEHIND("labels.behind"),
  /** Gaps in the events topic: places where records were gone unread. */
  EVENTS_GAPS("events.gaps"),
  /** Gaps in the labels topic. */
  LABELS_GAPS("labels.gaps"),
  /** Events that were gone unread, as far as offsets tell. */
  EVENTS_LOST("events.lost"),
  /** Labels that were gone unread. */
  LABELS_LOST("labels.lost"),
  /** Events that met their label. */
  LABELS_JOINED("labels.joined"),
  /** Events whose label did not come in time. */
  LABELS_MISSED("labels.missed"),
  /** Events answered. */
  ANSWERS("answers"),
  /** Answers that met their label. */
  JUDGED("answers.judged"),
  /** Answers and labels that could not wait for one another, because too many did. */
  UNJUDGED("answers.unjudged"),
  /** Examples given to a model, those skipped by a pause included. */
  EXAMPLES("examples"),
  /** Versions made. */
  UPDATES("updates"),
  /** Examples left out because their id had been learned before. */
  DUPLICATES("duplicates"),
  /** Mini-batches without an update because loss or gradient was not finite. */
  SKIPPED_UPDATES("skipped.updates"),
  /** Mini-batches whose loss no model has that learns, the skipped ones included. */
  EXPLODED_UPDATES("exploded.updates"),
  /** Commands that were given a position. */
  COMMANDS("commands"),
  /** Snapshots published. */
  SNAPSHOTS("snapshots"),
  /** Snapshots that could not be stored; tried again later. */
  SNAPSHOTS_FAILED("snapshots.failed");

  private final String measure;

  Count(String measure) {
    this.measure = measure;
  }

  /** What is counted where answers are given and examples learned. */
  public static EnumSet<Count> ofLearner() {
    return EnumSet.of(
        ANSWERS,
        EXAMPLES,
        UPDATES,
        SKIPPED_UPDATES,
        EXPLODED_UPDATES,
        DUPLICATES,
        EVENTS_DEAD,
        LABELS_DEAD,
        SNAPSHOTS,
        SNAPSHOTS_FAILED);
  }

  /** The name on the metrics topic. */
  public String measure() {
    return measure;
  }
}
