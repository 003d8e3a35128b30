package io.gradstream.operators.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.join.Arrived;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.JoinHarness;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class LabelJoinOperatorTest {

  private static final SpecBundle SPEC = TestSpecs.ownTopic();
  private static final long END = Trips.time(1000);

  private final Trips trips = new Trips(SPEC, 1);

  @Test
  void usageExample() throws Exception {
    try (JoinHarness join = JoinHarness.open(SPEC, null)) {
      join.arrive(label(2));
      join.arrive(event(2));
      assertThat(join.take()).isEmpty(); // nobody knows yet what else comes

      join.watermark(Trips.time(2) + 30_000);
      WorkItem.Learn lesson = (WorkItem.Learn) join.take().get(0);
      assertThat(lesson.key()).isEqualTo(Trips.place(2));
      assertThat(lesson.position()).isEqualTo(label(2).position());
    }
  }

  @Test
  void restoredJoinGoesOnWithWhatWaits() throws Exception {
    List<WorkItem> undisturbed = new ArrayList<>();
    try (JoinHarness join = JoinHarness.open(SPEC, null)) {
      arrive(join, 0, 60);
      join.watermark(Trips.time(30));
      arrive(join, 60, 100);
      join.watermark(END);
      undisturbed.addAll(join.take());
    }
    List<WorkItem> lessons = new ArrayList<>();
    OperatorSubtaskState checkpoint;
    try (JoinHarness join = JoinHarness.open(SPEC, null)) {
      arrive(join, 0, 60);
      join.watermark(Trips.time(30));
      lessons.addAll(join.take());
      checkpoint = join.snapshot(1, 1);
      join.watermark(END); // lost
    }
    try (JoinHarness join = JoinHarness.open(SPEC, checkpoint)) {
      arrive(join, 60, 100);
      join.watermark(END);
      lessons.addAll(join.take());
      join.setProcessingTime(1000);

      assertThat(lessons).containsExactlyInAnyOrderElementsOf(undisturbed).hasSize(100);
      assertThat(join.metrics().get(0).measures())
          .contains(new Measure("labels.joined", 100), new Measure("waiting", 0));
    }
  }

  private void arrive(JoinHarness join, int from, int to) throws Exception {
    for (int trip = from; trip < to; trip++) {
      join.arrive(event(trip));
      join.arrive(label(trip));
    }
  }

  /** Which timers there are must not tell what came first. */
  @Test
  void timersAreThoseOfWhatWaits() throws Exception {
    Arrived late = event(40);
    LabelArrived early = new LabelArrived(late.id(), 1, label(1).position(), label(1).original());
    try (JoinHarness one = JoinHarness.open(SPEC, null);
        JoinHarness other = JoinHarness.open(SPEC, null)) {
      one.arrive(early);
      one.watermark(early.position().time());
      one.arrive(late);
      other.arrive(early);
      other.arrive(late);
      for (JoinHarness join : List.of(one, other)) {
        join.watermark(late.position().time());
        assertThat(join.take()).hasSize(1);
      }

      assertThat(one.numEventTimeTimers()).isEqualTo(other.numEventTimeTimers()).isEqualTo(1);
    }
  }

  @Test
  void anEventWithoutALabelIsMissedWhenItsTimeIsUp() throws Exception {
    try (JoinHarness join = JoinHarness.open(SPEC, null)) {
      join.arrive(event(1));
      join.watermark(Trips.time(1) + 60_000);
      join.setProcessingTime(1000);

      assertThat(join.take()).isEmpty();
      assertThat(join.metrics().get(0).measures()).contains(new Measure("labels.missed", 1));
      assertThat(join.deadLetters()).isEmpty();
    }
  }

  @Test
  void aLabelWithoutAnEventIsADeadLetter() throws Exception {
    try (JoinHarness join = JoinHarness.open(SPEC, null)) {
      join.arrive(label(1));
      join.watermark(END);

      assertThat(join.deadLetters())
          .extracting(DeadLetter::reason)
          .containsExactly(Reason.LABEL_WITHOUT_EVENT);
      assertThat(join.deadLetters().get(0).original()).isEqualTo(label(1).original());
    }
  }

  @Test
  void theSameEventOrLabelAgainIsADuplicate() throws Exception {
    try (JoinHarness join = JoinHarness.open(SPEC, null)) {
      arrive(join, 0, 1);
      arrive(join, 0, 1);
      join.watermark(END);

      assertThat(join.take()).hasSize(1);
      assertThat(join.deadLetters())
          .extracting(DeadLetter::reason)
          .containsExactly(Reason.DUPLICATE, Reason.DUPLICATE);
    }
  }

  @Test
  void nothingStaysWhenAllTimeIsUp() throws Exception {
    try (JoinHarness join = JoinHarness.open(SPEC, null)) {
      arrive(join, 0, 50);
      join.arrive(event(60));
      join.arrive(label(61));
      join.watermark(END);

      assertThat(join.numKeyedStateEntries()).isZero();
      assertThat(join.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void recordsBeyondTheLimitDoNotWait() throws Exception {
    try (JoinHarness join = JoinHarness.open(TestSpecs.withWaiting(SPEC, 10), null)) {
      arrive(join, 0, 6);

      assertThat(join.deadLetters())
          .extracting(DeadLetter::reason)
          .containsExactly(Reason.LIMIT, Reason.LIMIT);
    }
  }

  private Arrived event(int trip) {
    Usable record = trips.event(trip);
    return new EventArrived("t" + trip, record.event(), record.position(), record.original());
  }

  private Arrived label(int trip) {
    Usable record = trips.label(trip);
    return new LabelArrived(
        "t" + trip, Trips.late(trip) ? 1 : 0, record.position(), record.original());
  }
}
