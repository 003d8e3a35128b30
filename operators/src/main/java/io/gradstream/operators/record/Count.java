package io.gradstream.operators.record;

import java.util.EnumSet;

/**
 * What the operators count, since the learner's first event. Written into checkpoints by name:
 * never rename a constant. The measure's name is what stands on the metrics topic and in Flink's
 * metrics.
 */
public enum Count {
  EVENTS_READ("events.read", "Event records read: usable or not, time marks left out."),
  LABELS_READ("labels.read", "Label records read."),
  EVENTS_DEAD("events.dead", "Dead letters of the events topic."),
  LABELS_DEAD("labels.dead", "Dead letters of the labels topic."),
  EVENTS_TOMBSTONES(
      "events.tombstones",
      "Records of the events topic that say that something is no more, and events that `events.without` names."),
  LABELS_TOMBSTONES("labels.tombstones", "The same of the labels topic."),
  EVENTS_BEHIND("events.behind", "Events whose time is far behind their partition's."),
  LABELS_BEHIND("labels.behind", "Labels whose time is far behind their partition's."),
  EVENTS_GAPS("events.gaps", "Gaps in the events topic: places where records were gone unread."),
  LABELS_GAPS("labels.gaps", "Gaps in the labels topic."),
  EVENTS_LOST("events.lost", "Events that were gone unread, as far as offsets tell."),
  LABELS_LOST("labels.lost", "Labels that were gone unread."),
  LABELS_JOINED("labels.joined", "Events that met their label."),
  LABELS_MISSED("labels.missed", "Events whose label did not come in time."),
  ANSWERS("answers", "Events answered."),
  QUERIES("queries", "Queries answered, of the queries topic."),
  JUDGED("answers.judged", "Answers that met their label."),
  UNJUDGED(
      "answers.unjudged",
      "Answers and labels that could not wait for one another, because too many did."),
  EXAMPLES("examples", "Examples given to a model, those skipped by a pause included."),
  UPDATES("updates", "Versions made."),
  DUPLICATES("duplicates", "Examples left out because their id had been learned before."),
  SKIPPED_UPDATES(
      "skipped.updates", "Mini-batches without an update because loss or gradient was not finite."),
  EXPLODED_UPDATES(
      "exploded.updates",
      "Mini-batches whose loss no model has that learns, the skipped ones included."),
  PROMOTIONS(
      "promotions",
      "Challengers that have begun to answer, because they were ordered to or better."),
  COMMANDS("commands", "Commands that were given a position."),
  SNAPSHOTS("snapshots", "Snapshots published."),
  SNAPSHOTS_FAILED("snapshots.failed", "Snapshots that could not be stored; tried again later.");

  private final String measure;
  private final String meaning;

  Count(String measure, String meaning) {
    this.measure = measure;
    this.meaning = meaning;
  }

  /** What is counted where answers are given and examples learned. */
  public static EnumSet<Count> ofLearner() {
    return EnumSet.of(
        ANSWERS,
        QUERIES,
        EXAMPLES,
        UPDATES,
        SKIPPED_UPDATES,
        EXPLODED_UPDATES,
        DUPLICATES,
        PROMOTIONS,
        EVENTS_DEAD,
        LABELS_DEAD,
        SNAPSHOTS,
        SNAPSHOTS_FAILED);
  }

  /** The name on the metrics topic. */
  public String measure() {
    return measure;
  }

  /** A whole sentence. */
  public String meaning() {
    return meaning;
  }
}
