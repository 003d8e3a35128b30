package io.gradstream.local.reports;

import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a learner stands, by its own reports.
 *
 * @param read events read, usable or not
 * @param answers given
 * @param joined events that met their label
 * @param missed events whose label did not come in time
 * @param eventsDead dead letters of the events topic
 * @param labelsDead dead letters of the labels topic
 * @param examples given to the model
 * @param waiting what could not be learned yet
 * @param held the partition that learning waits for, if it has done so for long
 * @param paused whether it leaves out what it would learn
 * @param scores of the model, absent before its first report
 * @param leftOut records that hold no event or label, and those that are doubtful
 */
public record Standing(
    long read,
    long answers,
    long joined,
    long missed,
    long eventsDead,
    long labelsDead,
    long examples,
    Waiting waiting,
    Optional<Held> held,
    boolean paused,
    Optional<ModelScores> scores,
    LeftOut leftOut) {

  /**
   * What is no fault of a record, and worth knowing.
   *
   * @param tombstones records that say that something is no more, of both topics
   * @param unlikelyTimes fields whose first times look like another unit
   */
  public record LeftOut(long tombstones, long unlikelyTimes) {

    public static final LeftOut NOTHING = new LeftOut(0, 0);
  }

  /**
   * Events that are answered and not learned yet.
   *
   * @param forLabels where labels have a topic of their own
   * @param forNewer their label is known: they have their turn once newer records have come
   */
  public record Waiting(long forLabels, long forNewer) {

    public static final Waiting NONE = new Waiting(0, 0);
  }

  /**
   * A silent partition, behind which nothing is learned.
   *
   * @param partition as {@code TOPIC-NUMBER}
   * @param millis since when
   * @param records that came in other partitions since then
   */
  public record Held(String partition, long millis, long records) {}

  /**
   * Prequential scores of the models, each with its baselines: of the answers as they were given.
   *
   * @param version of the model that reported last
   * @param models how many have reported
   * @param scored examples that were scored before they were learned, by all models
   * @param judged answers whose label is known
   * @param measures see {@link io.gradstream.learning.Scores#measures()}; of several models the
   *     means that can be told from each one's
   */
  public record ModelScores(
      Version version, long models, long scored, long judged, List<Measure> measures) {

    public ModelScores {
      measures = List.copyOf(measures);
    }

    /** The measure of that name; empty when it does not apply or is not defined yet. */
    public OptionalDouble measure(String name) {
      return MetricReport.value(name, measures);
    }
  }

  /** Events of which it is known what became of them. */
  public long settled() {
    return joined + missed + eventsDead;
  }

  /** Dead letters of both topics. */
  public long dead() {
    return eventsDead + labelsDead;
  }

  /**
   * Whether all these events are answered and learned but for an unfilled mini-batch, where an
   * event holds its label, or is one.
   */
  public boolean isThroughAtOnce(long events, int batch) {
    long models = scores.map(ModelScores::models).orElse(1L);
    return isAnswered(events)
        && scores.map(ModelScores::scored).orElse(0L) > examples - batch * models;
  }

  /**
   * Whether all these events are answered and given to the model, where the next event tells a
   * label: how many tell one, and so are scored, nobody knows before.
   */
  public boolean isGiven(long events) {
    return isAnswered(events) && examples + eventsDead >= events;
  }

  private boolean isAnswered(long events) {
    return answers + eventsDead >= events && waiting.equals(Waiting.NONE);
  }

  /**
   * Whether all these events are settled, and learned but for an unfilled mini-batch, where labels
   * have a topic of their own.
   */
  public boolean isThrough(long events, int batch) {
    long scored = scores.map(ModelScores::scored).orElse(0L);
    long judged = scores.map(ModelScores::judged).orElse(0L);
    return settled() >= events
        && examples >= joined
        && scored > examples - batch
        && judged > joined - batch; // a learner without late labels judges what it scores
  }
}
