package io.gradstream.operators.report;

import io.gradstream.operators.record.Count;
import java.util.List;

/**
 * Every Flink metric of a learner's job beside its {@link Count}s, declared once: {@code
 * docs/metrics.md} is written from this. All are gauges of the operator that knows the number.
 */
public enum JobMetric {
  KEYS("keys", "models", "Models there are."),
  WAITING(
      "waiting",
      "records",
      "Examples that wait for their turn (`learner`), events and labels that wait for one another"
          + " (`label-join`), answers and labels that do (`answer-judge`)."),
  RESIDENT("resident", "models", "Models in memory."),
  NETWORK_BYTES(
      "network.bytes", "bytes", "Memory of all networks of the process; the same in each subtask."),
  UNPUBLISHED("unpublished", "models", "Models with news that are still to be published."),
  LAG(
      "lag.millis",
      "milliseconds",
      "How far learning is behind what has arrived, in event time. 0 where `events.order` is"
          + " `arrival`. Alert when it grows while records come: `held.millis` says for whom it"
          + " waits."),
  PAUSED("paused", "1 or 0", "Whether learning is paused."),
  COMMAND_IN_FORCE(
      "command.in.force",
      "epoch milliseconds",
      "Effective time of the newest command that the learner has come to; 0 without one."),
  COMMAND_AT(
      "command.at",
      "epoch milliseconds",
      "Effective time that the newest command was given; 0 without one."),
  COMMANDS_REFUSED(
      "commands.refused",
      "records",
      "Records on the control topic that are no command, or one that cannot be meant, since the"
          + " task started. Alert on a rise."),
  REGISTRY_WAITING(
      "registry.waiting",
      "seconds",
      "Time that the source has been waiting for the schema registry; only where there is one."
          + " Alert above 60."),
  FEATURES_NEVER(
      "features.never",
      "features",
      "Features that none of the first 1,000 events or more had a value of. Alert above 0."),
  EVENTS_UNLIKELY_TIMES(
      "events.unlikelyTimes",
      "fields",
      "Fields of events whose times look like another unit. Alert above 0."),
  LABELS_UNLIKELY_TIMES("labels.unlikelyTimes", "fields", "The same of labels."),
  DEAD_LETTERS(
      "dead.letters",
      "records",
      "Dead letters by reason, since the task started: those of the learner's whole past are"
          + " `events.dead` and `labels.dead`. Alert on a rise.",
      "reason"),
  QUERIES_REFUSED(
      "queries.refused",
      "queries",
      "Queries whose reply says why there is no answer, by that, since the task started; absent while"
          + " there is none.",
      "status"),
  MISSING(
      "missing",
      "events",
      "Events without a value of the feature, since the task started; absent while there is none.",
      "field"),
  SET_ASIDE(
      "set.aside",
      "values",
      "Values that broke their field's rules and that their events went without, since the task"
          + " started; absent while there is none. Alert on a rise.",
      "field",
      "reason"),
  GAPS(
      "gaps",
      "gaps",
      "Times that records of the partition were gone unread; absent while there is none. Alert on"
          + " a rise.",
      "topic",
      "partition"),
  LOST(
      "lost",
      "records",
      "Records of the partition that were gone unread, as far as offsets tell; absent while there"
          + " is none.",
      "topic",
      "partition"),
  HELD(
      "held.millis",
      "milliseconds",
      "Since when learning waits for this partition; 0: no longer. Absent before it first did.",
      "topic",
      "partition"),
  HELD_RECORDS(
      "held.records",
      "records",
      "Records that came of other partitions meanwhile.",
      "topic",
      "partition"),
  CHALLENGER_PAIRS(
      "pairs",
      "examples",
      "Examples on which a challenger and the champion were both scored, since the champion is it.",
      "challenger"),
  CHALLENGER_DIFFERENCE(
      "difference",
      "errors",
      "Mean error of a challenger on them less that of the champion: below 0 it is better. Of"
          + " classes the error is 1 or 0, of a number the absolute error, up to eight times the"
          + " champion's mean.",
      "challenger"),
  CHALLENGER_EVIDENCE(
      "evidence",
      "-1 to 1",
      "How sure the paired test is: above 0 that the challenger is better, below 0 that it is"
          + " worse. Look at it above 0.99.",
      "challenger"),
  SCORE(
      "value",
      "[as the score](#scores)",
      "How good the model is, beside rules that learn nothing: of `learner`, each example scored"
          + " before it is learned, over the models in memory; of `answer-scores`, answers as they"
          + " were given, over all models, where labels have a topic of their own.",
      "score");

  private final String measure;
  private final String unit;
  private final String meaning;
  private final List<String> labels;

  JobMetric(String measure, String unit, String meaning, String... labels) {
    this.measure = measure;
    this.unit = unit;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** Its name in Flink, below its labels; of one without labels also on the metrics topic. */
  public String measure() {
    return measure;
  }

  /** What it counts, or is measured in. */
  public String unit() {
    return unit;
  }

  /** Whole sentences, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** The names of its own labels, in the order in which they stand in its name. */
  public List<String> labels() {
    return labels;
  }
}
