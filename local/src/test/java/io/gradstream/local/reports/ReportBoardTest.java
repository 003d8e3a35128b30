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
  void judgesTheAnswersAsTheyWereGivenWhereLabelsComeLate() {
    board.accept(scored(96));
    board.accept(
        report("answers", Optional.empty(), new Measure("n", 90), new Measure("accuracy", 0.7)));

    Standing.ModelScores scores = board.standing().scores().orElseThrow();

    assertThat(scores.accuracy()).isEqualTo(0.7);
    assertThat(scores.judged()).isEqualTo(90);
    assertThat(scores.scored()).isEqualTo(96);
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
