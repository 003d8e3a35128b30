package io.gradstream.workbench.evaluate;

import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.network.plasticity.Activity;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What an evaluation found. Of all rows, {@code n} were scored; the others are bad, without a label
 * or still waiting for one. For topics a row is an event.
 *
 * @param task binary, classes, regression, reconstruct, nextToken or generate
 * @param seed of the learner
 * @param passes over the rows; the measures are those of the first
 * @param unlearned examples that filled no mini-batch at the end: scored, not learned
 * @param unlabeled rows without a label
 * @param badRows rows that could not be used, by reason
 * @param firstBadRows the first few of them
 * @param missing rows without a value, of each field of a feature that there are any of
 * @param setAside values that broke a rule, of fields that may be missing
 * @param models one for each key
 * @param measures of the answers as they were given, where times are shared; see {@link
 *     io.gradstream.learning.Scores#measures()}
 * @param activity of the network after the last pass; empty for several models
 * @param delay rows after which a label comes; 0: with its own
 * @param answers measures of the predictions as they were given; empty when labels come at once
 * @param curve accuracy, absolute error or loss along the stream, of the answers where labels come
 *     later; otherwise empty for several models
 * @param reactions what was done about drift, the last of them, in the order of the stream; empty
 *     for several models
 * @param test measures of the rows of a test file, which were not learned
 * @param challengers who learned beside the champion, in all passes
 * @param notes what else is worth telling, a sentence each
 * @param topics what there was beside events; empty for a file
 * @param freshness what models of before said of the same examples, where they were asked
 * @param seconds spent on reading, scoring and learning, in all passes
 */
public record EvaluationReport(
    String learner,
    String task,
    long seed,
    int passes,
    long rows,
    long unlearned,
    long unlabeled,
    Map<Reason, Long> badRows,
    List<BadRow> firstBadRows,
    Map<String, Long> missing,
    SetAside setAside,
    long models,
    List<Measure> measures,
    Optional<Activity> activity,
    long delay,
    Optional<List<Measure>> answers,
    List<CurvePoint> curve,
    List<Reaction> reactions,
    Optional<List<Measure>> test,
    List<ChallengerResult> challengers,
    List<String> notes,
    Optional<OfTopics> topics,
    List<Freshness> freshness,
    double seconds) {

  /**
   * A row or a record that could not be used.
   *
   * @param place where it stands, for instance {@code line 3}
   */
  public record BadRow(String place, Reason reason, String message) {}

  /**
   * Values that broke a rule, and that their rows were used without.
   *
   * @param counts by field and reason
   * @param first the first few of them
   */
  public record SetAside(Map<String, Map<Reason, Long>> counts, List<BadRow> first) {

    public SetAside {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
      first = List.copyOf(first);
    }
  }

  /**
   * What topics held beside events, which are the rows.
   *
   * @param labels records on a topic of labels, bad ones too
   * @param waiting events whose label may still come
   * @param tombstones records that say that something is no more, of labels too; left out
   */
  public record OfTopics(long labels, long waiting, long tombstones) {}

  /**
   * The mean of a score in a window of the stream.
   *
   * @param n examples scored up to its end
   * @param time of the stream at its end; empty when events have none
   * @param score its name
   * @param beside means of the score's baselines in the same window, and for classes of log-loss
   *     and its own
   */
  public record CurvePoint(
      long n, Optional<Instant> time, String score, double mean, List<Measure> beside) {

    public CurvePoint {
      beside = List.copyOf(beside);
    }

    /** The mean of that name in the window, be it the score's or one beside it. */
    public OptionalDouble mean(String name) {
      return name.equals(score) ? OptionalDouble.of(mean) : MetricReport.value(name, beside);
    }
  }

  public EvaluationReport {
    badRows = Map.copyOf(badRows);
    firstBadRows = List.copyOf(firstBadRows);
    missing = Collections.unmodifiableMap(new LinkedHashMap<>(missing));
    measures = List.copyOf(measures);
    answers = answers.map(List::copyOf);
    curve = List.copyOf(curve);
    reactions = List.copyOf(reactions);
    test = test.map(List::copyOf);
    challengers = List.copyOf(challengers);
    notes = List.copyOf(notes);
  }

  /** The same with notes before its own. */
  public EvaluationReport withNotes(List<String> before) {
    Set<String> unique = new LinkedHashSet<>(before);
    unique.addAll(notes);
    List<String> all = new ArrayList<>(unique);
    return new EvaluationReport(
        learner,
        task,
        seed,
        passes,
        rows,
        unlearned,
        unlabeled,
        badRows,
        firstBadRows,
        missing,
        setAside,
        models,
        measures,
        activity,
        delay,
        answers,
        curve,
        reactions,
        test,
        challengers,
        all,
        topics,
        freshness,
        seconds);
  }

  /** A measure by its name; empty when it does not apply or is not defined. */
  public OptionalDouble measure(String name) {
    return MetricReport.value(name, measures);
  }

  /** A measure of the test file's rows by its name; empty when there is none. */
  public OptionalDouble testMeasure(String name) {
    return MetricReport.value(name, test.orElse(List.of()));
  }

  /** A measure of the answers as they were given, by its name; empty when there is none. */
  public OptionalDouble answersMeasure(String name) {
    return MetricReport.value(name, answers.orElse(List.of()));
  }

  /** Rows that could not be used. */
  public long unused() {
    return badRows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The share of rows that could not be used, 0 to 1. */
  public double unusedShare() {
    return rows == 0 ? 0 : Math.min(1, unused() / (double) rows);
  }

  /** Examples scored. */
  public long n() {
    return (long) measure("n").orElse(0);
  }

  public double eventsPerSecond() {
    return seconds > 0 ? passes * rows / seconds : 0;
  }

  /** One line; a measure that does not apply is null. */
  public String json() {
    return ReportJson.of(this);
  }

  /**
   * For reading: what could not be used, where that is more than a little; a line for each measure
   * that applies; then what was left out and why.
   */
  public String table() {
    return ReportTable.of(this);
  }
}
