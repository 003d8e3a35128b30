package io.gradstream.operators.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.SourceHarness;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.source.TopicLogs.Extent;
import io.gradstream.schemas.Position;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One subtask that reads all partitions of a topic, some of which bring nothing. */
class SilentPartitionsTest {

  private static final SpecBundle SPEC = TestSpecs.inEvent();

  private final SettableLogs logs = new SettableLogs(Trips.EVENTS, 3);

  @AfterEach
  void forget() {
    SettableLogs.forget();
  }

  @Test
  void usageExample() throws Exception {
    logs.are("a", new Extent(0, 3), new Extent(0, 0), new Extent(0, 0));
    try (SourceHarness source = SourceHarness.events(SPEC, logs, null)) {
      readTwo(source);
      read(source, 0, 2, 300);
      awaitWatermark(source, 300);
      pass(source, 20);

      assertThat(watermarks(source)).containsExactly(300L);
    }
  }

  @Test
  void silentOnesGoAlongWithWhatComes() throws Exception {
    logs.are("a", new Extent(0, 9), new Extent(0, 0), new Extent(0, 0));
    try (SourceHarness source = SourceHarness.events(SPEC, logs, null)) {
      read(source, 0, 0, 100);
      read(source, 0, 1, 200); // seven more are unread
      awaitWatermark(source, 199);
      read(source, 0, 2, 300);
      awaitWatermark(source, 299);

      assertThat(watermarks(source)).containsExactly(199L, 299L);
    }
  }

  @Test
  void whatASilentOneBringsStandsBehindWhatWasLearnedMeanwhile() throws Exception {
    logs.are("a", new Extent(0, 2), new Extent(0, 0), new Extent(0, 0));
    try (SourceHarness source = SourceHarness.events(SPEC, logs, null)) {
      readTwo(source);
      awaitWatermark(source, 200);
      read(source, 1, 0, 150);
      read(source, 0, 2, 200);
      read(source, 1, 1, 250);

      assertThat(watermarks(source)).containsExactly(200L);
      assertThat(times(source)).containsExactly(100L, 200L, 201L, 201L, 250L);
    }
  }

  @Test
  void butMarksOfTransactionsAreNoRecords() throws Exception {
    logs.are("a", new Extent(0, 2), new Extent(0, 7), new Extent(0, 0));
    logs.areClear(1, 7);
    try (SourceHarness source = SourceHarness.events(SPEC, logs, null)) {
      readTwo(source);
      awaitWatermark(source, 200);

      assertThat(watermarks(source)).containsExactly(200L);
    }
  }

  @Test
  void afterARestartNoRecordIsNeededFirst() throws Exception {
    logs.are("a", new Extent(0, 2), new Extent(0, 0), new Extent(0, 0));
    OperatorSubtaskState checkpoint;
    try (SourceHarness source = SourceHarness.events(SPEC, logs, null)) {
      readTwo(source);
      checkpoint = source.checkpoint();
    }
    try (SourceHarness source = SourceHarness.events(SPEC, logs, checkpoint)) {
      awaitWatermark(source, 200);

      assertThat(watermarks(source)).containsExactly(200L);
    }
  }

  @Test
  void whatWentOnBesideASilentOneSurvivesARestart() throws Exception {
    logs.are("a", new Extent(0, 2), new Extent(0, 0), new Extent(0, 0));
    OperatorSubtaskState checkpoint;
    try (SourceHarness source = SourceHarness.events(SPEC, logs, null)) {
      readTwo(source);
      awaitWatermark(source, 200);
      checkpoint = source.checkpoint();
    }
    try (SourceHarness source = SourceHarness.events(SPEC, logs, checkpoint)) {
      read(source, 1, 0, 150);

      assertThat(times(source)).containsExactly(201L);
    }
  }

  @Test
  void aSourceWhoseTimeLiesBehindTurnsNothingBack() throws Exception {
    logs.are("a", new Extent(0, 2), new Extent(0, 0), new Extent(0, 0));
    try (SourceHarness source = SourceHarness.events(SPEC, logs, null)) {
      readTwo(source);
      awaitWatermark(source, 200);
      source.processWatermark(new Watermark(149));
      source.processWatermark(new Watermark(249));

      assertThat(watermarks(source)).containsExactly(200L, 249L);
    }
  }

  /** Lets time pass until one is sent, or the last that is due in a minute. */
  private static void awaitWatermark(SourceHarness source, long expected) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!watermarks(source).contains(expected) && System.nanoTime() < end) {
      source.setProcessingTime(source.getProcessingTime() + 500);
      Thread.onSpinWait();
    }
  }

  private static void pass(SourceHarness source, int steps) throws Exception {
    for (int step = 0; step < steps; step++) {
      source.setProcessingTime(source.getProcessingTime() + 1000);
      Thread.onSpinWait();
    }
  }

  /** Of one partition, the last of which stands at 200. */
  private static void readTwo(SourceHarness source) throws Exception {
    read(source, 0, 0, 100);
    read(source, 0, 1, 200);
  }

  private static void read(SourceHarness source, int partition, long offset, long time)
      throws Exception {
    Position at = new Position(time, Trips.EVENTS, partition, offset);
    source.read(new Usable(Event.owning(new Object[8]), new byte[] {1}, at));
  }

  private static List<Long> times(SourceHarness source) {
    return source.getOutput().stream()
        .filter(StreamRecord.class::isInstance)
        .map(record -> ((StreamRecord<?>) record).getTimestamp())
        .toList();
  }

  private static List<Long> watermarks(SourceHarness source) {
    return source.getOutput().stream()
        .filter(Watermark.class::isInstance)
        .map(mark -> ((Watermark) mark).getTimestamp())
        .toList();
  }
}
