package io.gradstream.local.reports;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportBoardTest {

  private static final Version VERSION = new Version(1, 3);

  private final ReportBoard board = new ReportBoard();

  @Test
  void addsUpTheLatestReportOfEachSource() {
    board.accept(counts("join-0", 5, 1));
    board.accept(counts("join-1", 7, 2));
    board.accept(counts("join-0", 10, 1));
    assertThat(board.standing().joined()).isEqualTo(17);
    assertThat(board.standing().missed()).isEqualTo(3);
    assertThat(board.standing().settled()).isEqualTo(20);
  }

  @Test
  void hasNoScoresBeforeAModelReports() {
    board.accept(counts("join-0", 5, 1));
    assertThat(board.standing().scores()).isEmpty();
  }

  @Test
  void isThroughWhenAllIsLearnedButAnUnfilledMiniBatch() {
    board.accept(counts("join-0", 100, 0));
    board.accept(report("learner-0", Optional.empty(), new Measure("examples", 100)));
    board.accept(scored(64));
    assertThat(board.standing().isThrough(100, 32)).isFalse();
    board.accept(scored(96));
    assertThat(board.standing().isThrough(100, 32)).isTrue();
    assertThat(board.standing().isThrough(101, 32)).isFalse();
  }

  @Test
  void isThroughWithLabelsInTheEventWhenAllIsAnsweredAndNothingWaits() {
    board.accept(learner(100, 60, 40));
    board.accept(scored(96));
    assertThat(board.standing().isThroughAtOnce(100, 32)).isFalse();
    board.accept(learner(100, 100, 0));
    assertThat(board.standing().isThroughAtOnce(100, 32)).isTrue();
    assertThat(board.standing().isThroughAtOnce(101, 32)).isFalse();
    board.accept(learner(200, 200, 0));
    assertThat(board.standing().isThroughAtOnce(200, 32)).as("its scores are old").isFalse();
  }

  @Test
  void isThroughWhereTheNextEventTellsALabelWhenAllIsGivenToTheModel() {
    board.accept(learner(100, 96, 4));
    board.accept(scored(60));
    assertThat(board.standing().isGiven(100)).isFalse();
    board.accept(learner(100, 99, 0));
    assertThat(board.standing().isGiven(100)).as("one is on its way").isFalse();
    board.accept(learner(100, 100, 0));
    assertThat(board.standing().isGiven(100)).isTrue();
    assertThat(board.standing().isGiven(101)).isFalse();
  }

  private static MetricReport learner(long answers, long examples, long waiting) {
    return report(
        "learner-0",
        Optional.empty(),
        new Measure("answers", answers),
        new Measure("examples", examples),
        new Measure("waiting", waiting));
  }

  @Test
  void judgesTheAnswersAsTheyWereGivenWhereLabelsComeLate() {
    board.accept(scored(96));
    board.accept(
        report("answers", Optional.empty(), new Measure("n", 90), new Measure("accuracy", 0.7)));

    Standing.ModelScores scores = board.standing().scores().orElseThrow();

    assertThat(scores.measure("accuracy")).hasValue(0.7);
    assertThat(scores.judged()).isEqualTo(90);
    assertThat(scores.scored()).isEqualTo(96);
  }

  @Test
  void tellsWhatWaitsForLabelsAndWhatForNewerEvents() {
    board.accept(
        report("events-0", Optional.empty(), new Measure("events.read", 100), dead("events", 2)));
    board.accept(
        report("labels-0", Optional.empty(), new Measure("labels.read", 60), dead("labels", 1)));
    board.accept(counts("join-0", 50, 4));
    board.accept(report("learner-0", Optional.empty(), new Measure("waiting", 7)));

    assertThat(board.standing().waiting()).isEqualTo(new Standing.Waiting(35, 9 + 7));
  }

  @Test
  void labelsInTheEventWaitForNewerEventsOnly() {
    board.accept(report("events-0", Optional.empty(), new Measure("events.read", 100)));
    board.accept(report("learner-0", Optional.empty(), new Measure("waiting", 40)));
    board.accept(report("learner-1", Optional.empty(), new Measure("waiting", 8)));

    assertThat(board.standing().waiting()).isEqualTo(new Standing.Waiting(0, 48));
  }

  @Test
  void tellsThePartitionThatHoldsLearningUntilItGoesOn() {
    board.accept(held("clicks-1", 75_000, 3000, 100_000));
    board.accept(held("clicks-2", 60_000, 200, 100_000));
    assertThat(board.standing().held()).contains(new Standing.Held("clicks-1", 75_000, 3000));

    board.accept(held("clicks-1", 0, 0, 105_000));
    assertThat(board.standing().held()).contains(new Standing.Held("clicks-2", 60_000, 200));
  }

  @Test
  void aPartitionThatHeldAnEarlierRunIsNotTold() {
    board.accept(held("clicks-1", 75_000, 3000, 100_000));
    board.accept(held("clicks-0", 0, 0, 200_000));
    assertThat(board.standing().held()).isEmpty();
  }

  @Test
  void scoresOfSeveralModelsAreTheMeanOverTheirExamples() {
    board.accept(model("JFK", 30, 0.5));
    board.accept(model("LGA", 9, 1.0));
    board.accept(model("LGA", 10, 0.9));

    Standing.ModelScores scores = board.standing().scores().orElseThrow();

    assertThat(scores.models()).isEqualTo(2);
    assertThat(scores.scored()).isEqualTo(2040);
    assertThat(scores.judged()).isEqualTo(2040);
    assertThat(scores.measure("n_scored")).hasValue(40);
    assertThat(scores.measure("accuracy")).hasValue(0.6);
    assertThat(scores.measure("auc")).isEmpty();
  }

  private static MetricReport model(String key, long n, double accuracy) {
    return new MetricReport(
        "test",
        "learner",
        key,
        Optional.of(VERSION),
        0,
        List.of(
            new Measure("n", n + 1000),
            new Measure("n_scored", n),
            new Measure("accuracy", accuracy),
            new Measure("auc", 0.5)));
  }

  private static MetricReport held(String partition, long millis, long records, long time) {
    return new MetricReport(
        "test",
        "held",
        partition,
        Optional.empty(),
        time,
        List.of(new Measure("held.millis", millis), new Measure("held.records", records)));
  }

  private static Measure dead(String topic, long count) {
    return new Measure(topic + ".dead", count);
  }

  private static MetricReport counts(String source, long joined, long missed) {
    return report(
        source,
        Optional.empty(),
        new Measure("labels.joined", joined),
        new Measure("labels.missed", missed));
  }

  private static MetricReport scored(long n) {
    return report(
        "learner-0", Optional.of(VERSION), new Measure("n", n), new Measure("accuracy", 0.75));
  }

  private static MetricReport report(
      String source, Optional<Version> version, Measure... measures) {
    return new MetricReport("test", source, "", version, 0, List.of(measures));
  }
}
