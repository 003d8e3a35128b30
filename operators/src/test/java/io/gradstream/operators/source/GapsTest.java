package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.SourceHarness;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.operators.source.TopicLogs.Extent;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GapsTest {

  private static final SpecBundle TELL = TestSpecs.inEvent();
  private static final SpecBundle STOP =
      new SpecBundle(
          TELL.name(), TELL.text().replace("events: {", "events: {gaps: stop, "), TELL.files());

  private final SettableLogs logs = new SettableLogs(Trips.EVENTS, 1);

  @AfterEach
  void forget() {
    SettableLogs.forget();
  }

  @Test
  void usageExample() throws Exception {
    logs.are("a", new Extent(0, 10));
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 1, 2);
      logs.are("a", new Extent(7, 20));
      read(source, 7, 8);
      source.checkpoint();

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 4));
    }
  }

  @Test
  void offsetsThatAreJumpedWhereTheLogIsWholeAreNoGap() throws Exception {
    logs.are("a", new Extent(0, 100));
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 2, 3, 50, 51, 99);
      source.checkpoint();

      assertThat(gaps(source)).isEmpty();
    }
  }

  @Test
  void onlyWhatLiesBeforeTheBeginningOfTheLogIsGone() throws Exception {
    logs.are("a", new Extent(0, 100));
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 2, 3); // a transaction's mark at 1
      logs.are("a", new Extent(6, 100));
      read(source, 9); // 4 and 5 are gone, 6 to 8 were aborted
      source.checkpoint();

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 3)); // the mark is gone as well
    }
  }

  @Test
  void theFirstRecordOfALearnerMayStandAnywhere() throws Exception {
    logs.are("a", new Extent(40, 100));
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 40, 41);
      source.checkpoint();

      assertThat(gaps(source)).isEmpty();
    }
  }

  @Test
  void whatIsDeletedWhileTheJobIsDownIsFoundWhenItGoesOn() throws Exception {
    logs.are("a", new Extent(0, 3));
    OperatorSubtaskState checkpoint;
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 1, 2);
      checkpoint = source.checkpoint();
    }
    logs.are("a", new Extent(665, 1987));
    try (SourceHarness source = SourceHarness.events(TELL, logs, checkpoint)) {
      read(source, 665);
      checkpoint = source.checkpoint();

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 662));
    }
    logs.are("a", new Extent(700, 1987));
    try (SourceHarness source = SourceHarness.events(TELL, logs, checkpoint)) {
      read(source, 700);
      source.checkpoint();

      assertThat(gaps(source)).containsExactly(gap("trips-0", 2, 662 + 34));
    }
  }

  @Test
  void aPartitionThatNobodyHadReadYetIsFollowedFromTheStart() throws Exception {
    logs.are("a", new Extent(0, 0));
    OperatorSubtaskState checkpoint;
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      source.setProcessingTime(1000); // looks at the log
      source.setProcessingTime(2000);
      checkpoint = source.checkpoint();
    }
    logs.are("a", new Extent(30, 50));
    try (SourceHarness source = SourceHarness.events(TELL, logs, checkpoint)) {
      read(source, 30);
      source.checkpoint();

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 30));
    }
  }

  @Test
  void offsetsThatGoBackAreATopicMadeAnew() throws Exception {
    logs.are("a", new Extent(0, 10));
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 1, 2);
      look(source, 1);
      logs.are("b", new Extent(0, 2));
      read(source, 0, 1);
      look(source, 20);
      look(source, 40);

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 7)); // 3 to 9 of the old
    }
  }

  @Test
  void aTopicMadeAnewIsFoundByItsIdAndToldOnce() throws Exception {
    logs.are("a", new Extent(0, 3));
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 1, 2);
      look(source, 1);
      logs.are("b", new Extent(0, 0));
      look(source, 20);
      read(source, 0, 1);
      look(source, 40);

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 0));
    }
  }

  @Test
  void aTopicMadeAnewAndGrownWhileTheJobIsDownIsFoundByItsId() throws Exception {
    logs.are("a", new Extent(0, 3));
    OperatorSubtaskState checkpoint;
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 1, 2);
      look(source, 1);
      checkpoint = source.checkpoint();
    }
    logs.are("b", new Extent(0, 100));
    try (SourceHarness source = SourceHarness.events(TELL, logs, checkpoint)) {
      read(source, 3, 4);
      look(source, 1);

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 3)); // 0 to 2 of the new
    }
  }

  @Test
  void aBrokerThatGivesNoAnswerIsAskedAgainAlsoAfterARestart() throws Exception {
    logs.are("a", new Extent(0, 3));
    OperatorSubtaskState checkpoint;
    try (SourceHarness source = SourceHarness.events(TELL, logs, null)) {
      read(source, 0, 1, 2);
      look(source, 1);
      logs.areAway();
      read(source, 10, 11);
      checkpoint = source.checkpoint();
      assertThat(gaps(source)).isEmpty();
    }
    logs.are("a", new Extent(10, 20));
    try (SourceHarness source = SourceHarness.events(TELL, logs, checkpoint)) {
      read(source, 12);
      source.checkpoint();

      assertThat(gaps(source)).containsExactly(gap("trips-0", 1, 7));
    }
  }

  @Test
  void aGapStopsTheJobWhereTheSpecSaysSo() throws Exception {
    logs.are("a", new Extent(5, 10));
    try (SourceHarness source = SourceHarness.events(STOP, logs, null)) {
      read(source, 0, 5);

      assertThatThrownBy(source::checkpoint)
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessage(
              "trips-0: 4 records were deleted before they were read (offsets 1 to 4). Give the"
                  + " topic a longer retention, or the learner less downtime. The job ends, as"
                  + " events.gaps says: deploy it with events.gaps: tell to go on.");
    }
  }

  @Test
  void aTopicMadeAnewStopsTheJobBeforeItsRecordIsUsed() throws Exception {
    try (SourceHarness source = SourceHarness.events(STOP, logs, null)) {
      read(source, 0, 1, 2);

      assertThatThrownBy(() -> read(source, 0)).isInstanceOf(SuppressRestartsException.class);
      assertThat(source.extractOutputValues()).hasSize(3);
    }
  }

  @Test
  void aPartitionThatWasAddedIsToldByTheFirstSubtask() throws Exception {
    logs.are("a", new Extent(0, 10), new Extent(0, 10));
    try (SourceHarness source = SourceHarness.events(STOP, logs, null)) {
      source.setProcessingTime(1000);

      assertThatThrownBy(() -> source.setProcessingTime(2000))
          .satisfies(
              failure ->
                  assertThat(ExceptionUtils.stringifyException(failure))
                      .contains("trips-1: the topic had 1 partitions when the job was deployed"));
    }
  }

  private static void look(SourceHarness source, long second) throws Exception {
    source.setProcessingTime(1000 * second);
    source.setProcessingTime(1000 * (second + 1)); // the answer
  }

  private static void read(SourceHarness source, long... offsets) throws Exception {
    for (long offset : offsets) {
      source.read(
          new Usable(
              Event.owning(new Object[8]), new byte[1], new Position(7, Trips.EVENTS, 0, offset)));
    }
  }

  private static MetricReport gap(String partition, long gaps, long lost) {
    return new MetricReport(
        "trips",
        "gaps",
        partition,
        Optional.empty(),
        0,
        List.of(new Measure("gaps", gaps), new Measure("lost", lost)));
  }

  /** Reports of gaps, their time left out. */
  private static List<MetricReport> gaps(SourceHarness source) {
    List<MetricReport> found = new ArrayList<>();
    if (source.getSideOutput(SideOutputs.METRICS) != null) {
      source
          .getSideOutput(SideOutputs.METRICS)
          .forEach(
              record -> {
                MetricReport report = record.getValue();
                if (report.source().equals("gaps")) {
                  found.add(
                      new MetricReport(
                          report.learner(),
                          report.source(),
                          report.key(),
                          report.version(),
                          0,
                          report.measures()));
                }
              });
    }
    return found;
  }
}
