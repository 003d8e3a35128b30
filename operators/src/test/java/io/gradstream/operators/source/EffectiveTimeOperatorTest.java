package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.operators.SourceHarness;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import io.gradstream.operators.record.SourceRecord.Mark;
import io.gradstream.operators.record.SourceRecord.Tombstone;
import io.gradstream.operators.record.SourceRecord.Unusable;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.report.SideOutputs;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Position;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class EffectiveTimeOperatorTest {

  private static final long YEAR = 365L * 24 * 60 * 60 * 1000;
  private static final byte[] BYTES = {1, 2};

  @Test
  void usageExample() throws Exception {
    try (SourceHarness operator = open(1, 0, null)) {
      operator.read(trip(0, 0, 100));
      operator.read(trip(0, 1, 70));
      operator.read(trip(1, 0, 30));

      assertThat(times(operator)).containsExactly(100L, 100L, 30L);
    }
  }

  @Test
  void timeMarksMoveTimeOnAndGoNoFurther() throws Exception {
    try (SourceHarness operator = open(1, 0, null)) {
      operator.read(new Mark(at(0, 0, 500)));
      operator.read(trip(0, 1, 70));

      assertThat(times(operator)).containsExactly(500L);
    }
  }

  @Test
  void unusableRecordsBecomeDeadLettersAtTheTimeTheirPartitionHasReached() throws Exception {
    try (SourceHarness operator = open(1, 0, null)) {
      operator.read(trip(0, 0, 90));
      operator.read(trip(0, 1, 100));
      operator.read(unusable(0, 2, 9_999));
      operator.read(unusable(1, 0, 9_999));
      operator.read(trip(0, 3, 110));

      assertThat(operator.getSideOutput(SideOutputs.DEAD_LETTERS))
          .extracting(record -> record.getValue().time())
          .containsExactly(100L, 9_999L); // of the second nothing was known
      assertThat(times(operator)).containsExactly(90L, 100L, 110L);
    }
  }

  @Test
  void anEventFarAheadStandsAtItsOwnTimeAndMovesNoOther() throws Exception {
    try (SourceHarness operator = open(1, 0, null)) {
      operator.read(trip(0, 0, 100));
      operator.read(trip(0, 1, 101));
      operator.read(trip(0, 2, YEAR));
      operator.read(trip(0, 3, 102));
      operator.read(trip(0, 4, 103));

      assertThat(times(operator)).containsExactly(100L, 101L, YEAR, 102L, 103L);
    }
  }

  @Test
  void whatAnEventFarAheadClaimsSurvivesARestart() throws Exception {
    OperatorSubtaskState checkpoint;
    try (SourceHarness operator = open(1, 0, null)) {
      operator.read(trip(0, 0, 100));
      operator.read(trip(0, 1, 101));
      operator.read(trip(0, 2, YEAR));
      checkpoint = operator.checkpoint();
    }
    try (SourceHarness operator = open(1, 0, checkpoint)) {
      operator.read(trip(0, 3, YEAR + 5)); // so it was no mistake: the topic was silent
      operator.read(trip(0, 4, YEAR + 2));

      assertThat(times(operator)).containsExactly(YEAR + 5, YEAR + 5);
    }
  }

  @Test
  void inTheOrderOfArrivalNoTimeGoesBackBehindAClaim() throws Exception {
    try (SourceHarness operator = SourceHarness.events(TestSpecs.onArrival(), 1, 0, null)) {
      operator.read(trip(0, 0, 100));
      operator.read(trip(0, 1, 101));
      operator.read(trip(0, 2, YEAR));
      operator.read(trip(0, 3, 102));

      assertThat(times(operator)).containsExactly(100L, 101L, 101L, 102L);
    }
  }

  @Test
  void restoredTimesGoOn() throws Exception {
    OperatorSubtaskState checkpoint;
    try (SourceHarness operator = open(1, 0, null)) {
      operator.read(trip(0, 0, 100));
      operator.read(trip(1, 0, 200));
      operator.processWatermark(new Watermark(99));
      checkpoint = operator.snapshot(1, 1);
    }
    try (SourceHarness operator = open(1, 0, checkpoint)) {
      operator.read(trip(0, 1, 70));
      operator.read(trip(1, 1, 70));
      operator.read(trip(2, 0, 70)); // new since the checkpoint

      assertThat(times(operator)).containsExactly(100L, 200L, 100L);
    }
  }

  @Test
  void aPartitionMayMoveToAnotherSubtask() throws Exception {
    OperatorSubtaskState left;
    OperatorSubtaskState right;
    try (SourceHarness operator = open(2, 0, null)) {
      operator.read(trip(0, 0, 100));
      left = operator.snapshot(1, 1);
    }
    try (SourceHarness operator = open(2, 1, null)) {
      operator.read(trip(1, 0, 200));
      right = operator.snapshot(1, 1);
    }
    OperatorSubtaskState job = AbstractStreamOperatorTestHarness.repackageState(left, right);
    for (int subtask = 0; subtask < 3; subtask++) {
      OperatorSubtaskState own =
          AbstractStreamOperatorTestHarness.repartitionOperatorState(job, 720, 2, 3, subtask);
      try (SourceHarness operator = open(3, subtask, own)) {
        operator.read(trip(0, 1, 5));
        operator.read(trip(1, 1, 5));

        assertThat(times(operator)).containsExactly(100L, 200L);
      }
    }
  }

  @Test
  void whatIsReadDeadAndFarBehindIsReported() throws Exception {
    try (SourceHarness operator = open(1, 0, null)) {
      operator.read(trip(0, 0, 10_000_000));
      operator.read(trip(0, 1, 9_999_000));
      operator.read(trip(0, 2, 10));
      operator.read(unusable(0, 3, 5));
      operator.read(new Tombstone(at(0, 4, 99_000_000)));
      operator.read(trip(0, 5, 10_000_000));
      assertThat(times(operator)).as("a tombstone moves no time").endsWith(10_000_000L).hasSize(4);
      operator.setProcessingTime(1000);

      MetricReport report = operator.getSideOutput(SideOutputs.METRICS).element().getValue();
      assertThat(report.source()).isEqualTo("events-0");
      assertThat(report.measures())
          .containsExactlyInAnyOrder(
              new Measure("events.read", 6),
              new Measure("events.dead", 1),
              new Measure("events.tombstones", 1),
              new Measure("events.behind", 1),
              new Measure("events.gaps", 0),
              new Measure("events.lost", 0),
              new Measure("features.never", 0),
              new Measure("events.unlikelyTimes", 0),
              new Measure("missing.distance", 4),
              new Measure("missing.carrier", 4));
    }
  }

  @Test
  void aFeatureThatNoneOfTheFirstEventsHasIsToldAndCounted() throws Exception {
    try (SourceHarness operator = open(1, 0, null)) {
      int distance = TestSpecs.read(TestSpecs.inEvent()).model().events().indexOf("distance");
      Object[] values = new Object[8];
      values[distance] = 1.5;
      for (int i = 0; i < 999; i++) {
        operator.read(new Usable(Event.of(values), BYTES, at(0, i, 100)));
      }
      assertThat(never(operator, 1000)).isZero();
      operator.read(trip(0, 999, 100));
      assertThat(never(operator, 2000)).isEqualTo(1);
    }
  }

  @Test
  void timesThatAreMostLikelySecondsAreToldAndUsed() throws Exception {
    try (SourceHarness operator = open(1, 0, null)) {
      int when = TestSpecs.read(TestSpecs.inEvent()).model().events().indexOf("when");
      Object[] values = new Object[8];
      for (int i = 0; i < 100; i++) {
        if (i == 99) {
          assertThat(measure(operator, "events.unlikelyTimes", 1000)).isZero();
        }
        values[when] = 1_709_280_000L + i;
        operator.read(new Usable(Event.of(values), BYTES, at(0, i, 1_709_280_000L + i)));
      }
      assertThat(measure(operator, "events.unlikelyTimes", 2000)).isEqualTo(1);
      assertThat(times(operator)).hasSize(100);
    }
  }

  private static double never(SourceHarness operator, long now) throws Exception {
    return measure(operator, "features.never", now);
  }

  private static double measure(SourceHarness operator, String name, long now) throws Exception {
    operator.setProcessingTime(now);
    return operator.getSideOutput(SideOutputs.METRICS).stream()
        .reduce((first, second) -> second)
        .orElseThrow()
        .getValue()
        .measures()
        .stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  private static Position at(int partition, long offset, long time) {
    return new Position(time, Trips.EVENTS, partition, offset);
  }

  private static Usable trip(int partition, long offset, long time) {
    return new Usable(Event.owning(new Object[8]), BYTES, at(partition, offset, time));
  }

  private static Unusable unusable(int partition, long offset, long kafkaTime) {
    return new Unusable(
        new DeadLetter(
            "trips",
            Reason.MALFORMED,
            "",
            "no JSON",
            BYTES,
            Trips.EVENTS,
            partition,
            offset,
            kafkaTime));
  }

  private static SourceHarness open(int parallelism, int subtask, OperatorSubtaskState state)
      throws Exception {
    return SourceHarness.events(TestSpecs.inEvent(), parallelism, subtask, state);
  }

  /** Effective times of the records that came out; their timestamps are the same. */
  private static List<Long> times(SourceHarness operator) {
    List<StreamRecord<? extends Usable>> records = operator.extractOutputStreamRecords();
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(record.getTimestamp()).isEqualTo(record.getValue().position().time()));
    return records.stream().map(record -> record.getValue().position().time()).toList();
  }
}
