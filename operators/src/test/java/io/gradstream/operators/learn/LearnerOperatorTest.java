package io.gradstream.operators.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gradstream.learning.Example;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.LearnerHarness;
import io.gradstream.operators.RocksDb;
import io.gradstream.operators.StateNames;
import io.gradstream.operators.TestSpecs;
import io.gradstream.operators.Trips;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.DeadLetter;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.Position;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.Version;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerOperatorTest {

  private static final SpecBundle SPEC = TestSpecs.inEvent();

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  @Test
  void usageExample() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.clock(1000);

      assertThat(learner.predictions()).hasSize(100);
      assertThat(learner.snapshots()).isNotEmpty();
      assertThat(learner.deadLetters()).isEmpty();
    }
  }

  @Test
  void aLearnerThatLearnsAgainIsQuietUntilItHasCaughtUp() throws Exception {
    OperatorSubtaskState half;
    try (LearnerHarness learner = LearnerHarness.catchingUp(SPEC, folder, Trips.time(100), null)) {
      learner.process(trips.lessons(0, 60));
      learner.watermark(Trips.time(60));
      learner.clock(10_000);
      assertThat(learner.predictions()).isEmpty();
      assertThat(learner.snapshots()).isEmpty();
      half = learner.snapshot();
    }
    try (LearnerHarness learner = LearnerHarness.catchingUp(SPEC, folder, Trips.time(100), half)) {
      learner.process(trips.lessons(60, 120));
      learner.watermark(Trips.time(100) - 1);
      learner.clock(20_000);
      assertThat(learner.snapshots()).isEmpty();
      assertThat(learner.predictions()) // the others had their answers
          .isNotEmpty()
          .allMatch(answer -> answer.time() >= Trips.time(100));

      learner.watermark(Trips.time(100));
      learner.clock(30_000);
      assertThat(learner.snapshots()).isNotEmpty();
      half = learner.snapshot();
    }
    try (LearnerHarness learner = LearnerHarness.catchingUp(SPEC, folder, Long.MAX_VALUE, half)) {
      learner.process(trips.lessons(120, 180));
      learner.watermark(Trips.time(180));
      learner.clock(40_000);
      assertThat(learner.snapshots()).as("of one that has caught up").isNotEmpty();
      assertThat(learner.predictions()).hasSize(60);
    }
  }

  /** Nor does any label tell that of another event of its time. */
  @Test
  void eventsOfOneTimeAreAnsweredBeforeAnyOfThemIsLearned() throws Exception {
    List<WorkItem.AskAndLearn> together = new ArrayList<>();
    for (int trip = 0; trip < 100; trip++) {
      Example one = trips.lesson(trip).example();
      Position position = new Position(Trips.time(0), Trips.EVENTS, 0, trip);
      together.add(
          new WorkItem.AskAndLearn(
              "oslo", new Example(one.event(), one.id(), one.target(), position), new byte[0]));
    }
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(together.subList(0, 50));
      learner.watermark(Trips.time(0) - 1);
      learner.process(together.subList(50, 100));
      assertThat(learner.predictions()).hasSize(100);
      assertThat(learner.predictions()).allMatch(answer -> answer.version().step() == 0);

      learner.watermark(Trips.time(0));
      learner.process(trips.lesson(100));
      learner.process(new WorkItem.AskAndLearn("oslo", trips.lesson(100).example(), new byte[0]));
      assertThat(learner.predictions()).anyMatch(answer -> answer.version().step() > 0);
    }
  }

  @Test
  void aModelsReportSaysHowMuchOfItIsInUse() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.clock(1000);

      assertThat(learner.metrics().stream().filter(report -> report.version().isPresent()))
          .isNotEmpty()
          .anySatisfy(
              report ->
                  assertThat(report.measures())
                      .contains(new MetricReport.Measure("units", 6))
                      .extracting(MetricReport.Measure::name)
                      .contains("dead.units", "effective.rank"));
    }
  }

  @Test
  void restoredLearnerInPositionOrderContinuesBitForBit() throws Exception {
    assertContinues(TestSpecs.inEvent(), new HashMapStateBackend(), new HashMapStateBackend());
  }

  @Test
  void restoredLearnerOnArrivalContinuesBitForBit() throws Exception {
    assertContinues(TestSpecs.onArrival(), new HashMapStateBackend(), new HashMapStateBackend());
  }

  @Test
  void rocksDbHoldsTheSameBitsAsTheHeap() throws Exception {
    assertContinues(TestSpecs.inEvent(), RocksDb.backend(), new HashMapStateBackend());
  }

  /**
   * A carried state, running statistics, random numbers, averaged weights, a schedule, worn units.
   */
  @Test
  void restoredLearnerThatCarriesOnContinuesBitForBit() throws Exception {
    assertContinues(
        TestSpecs.carryingOn(TestSpecs.inEvent()), RocksDb.backend(), new HashMapStateBackend());
  }

  /** History, members, their mix, least squares, examples that are learned again. */
  @Test
  void restoredPoolContinuesBitForBit() throws Exception {
    assertContinues(
        TestSpecs.pool(TestSpecs.inEvent()), new HashMapStateBackend(), new HashMapStateBackend());
    assertContinues(
        TestSpecs.pool(TestSpecs.onArrival()), RocksDb.backend(), new HashMapStateBackend());
  }

  private void assertContinues(SpecBundle spec, StateBackend backend, StateBackend undisturbedOne)
      throws Exception {
    Map<String, String> undisturbed;
    try (LearnerHarness learner = LearnerHarness.restored(spec, folder, undisturbedOne, null)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(50));
      learner.process(trips.lessons(100, 200));
      learner.watermark(Trips.time(180));
      undisturbed = learner.state();
    }
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.restored(spec, folder, backend, null)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(50));
      checkpoint = learner.snapshot();
      learner.process(trips.lessons(100, 130)); // all of this is lost
      learner.watermark(Trips.time(120));
    }
    try (LearnerHarness learner = LearnerHarness.restored(spec, folder, backend, checkpoint)) {
      learner.process(trips.lessons(100, 200));
      learner.watermark(Trips.time(180));
      assertThat(learner.state()).isEqualTo(undisturbed).isNotEmpty();
    }
  }

  @Test
  void positionDecidesAndNotArrival() throws Exception {
    List<WorkItem> shuffled = new ArrayList<>(trips.lessons(0, 200));
    Collections.shuffle(shuffled, new Random(5));
    try (LearnerHarness inOrder = LearnerHarness.fresh(SPEC, folder);
        LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      inOrder.process(trips.lessons(0, 200));
      inOrder.watermark(Trips.time(200));
      learner.process(shuffled);
      learner.watermark(Trips.time(200));

      assertThat(learner.state()).isEqualTo(inOrder.state());
    }
  }

  @Test
  void answersTouchNoState() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 40));
      learner.watermark(Trips.time(40));
      Map<String, String> before = learner.state();
      for (WorkItem.AskAndLearn lesson : trips.lessons(40, 80)) {
        learner.process(
            new WorkItem.Ask("nowhere", lesson.id(), lesson.event(), lesson.position()));
        learner.process(
            new WorkItem.Ask(lesson.key(), lesson.id(), lesson.event(), lesson.position()));
      }

      assertThat(learner.state()).isEqualTo(before);
      assertThat(learner.predictions()).hasSize(120);
    }
  }

  @Test
  void oneSubtaskBecomesTwoAndOneAgainBitForBit() throws Exception {
    Map<String, String> undisturbed;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 300));
      learner.watermark(Trips.time(300));
      undisturbed = learner.state();
    }
    OperatorSubtaskState one;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(90));
      one = learner.snapshot();
    }
    OperatorSubtaskState two =
        AbstractStreamOperatorTestHarness.repackageState(half(0, one), half(1, one));
    try (LearnerHarness learner = LearnerHarness.subtask(SPEC, folder, 0, 1, two, 2)) {
      learner.process(trips.lessons(200, 300));
      learner.watermark(Trips.time(300));
      assertThat(learner.state()).isEqualTo(undisturbed);
    }
  }

  private OperatorSubtaskState half(int at, OperatorSubtaskState whole) throws Exception {
    try (LearnerHarness learner = LearnerHarness.subtask(SPEC, folder, at, 2, whole, 1)) {
      for (WorkItem lesson : trips.lessons(100, 200)) {
        if (KeyGroupRangeAssignment.assignKeyToParallelOperator(
                lesson.key(), StateNames.MAX_PARALLELISM, 2)
            == at) {
          learner.process(lesson);
        }
      }
      learner.watermark(Trips.time(190));
      return learner.snapshot();
    }
  }

  @Test
  void restoredGenerationWins() throws Exception {
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      checkpoint = learner.snapshot();
    }
    try (LearnerHarness learner = LearnerHarness.redeployed(SPEC, folder, 99, checkpoint)) {
      learner.process(trips.lessons(0, 1));

      assertThat(learner.predictions().get(0).version())
          .isEqualTo(new Version(LearnerHarness.GENERATION, 0));
    }
  }

  @Test
  void anIdThatCameBeforeIsADuplicate() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 20));
      WorkItem.AskAndLearn again = trips.lesson(3);
      learner.process(again);
      learner.watermark(Trips.time(40));

      assertThat(learner.deadLetters())
          .extracting(DeadLetter::reason, DeadLetter::topic, DeadLetter::original)
          .containsExactly(tuple(Reason.DUPLICATE, Trips.EVENTS, again.original()));
    }
  }

  @Test
  void idsAreRememberedAcrossARestore() throws Exception {
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 20));
      learner.watermark(Trips.time(20));
      checkpoint = learner.snapshot();
    }
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, checkpoint)) {
      WorkItem.AskAndLearn again = trips.lesson(18);
      learner.process(
          new WorkItem.AskAndLearn(
              again.key(),
              new Example(again.event(), again.id(), 1, again.position().at(Trips.time(60))),
              again.original()));
      learner.watermark(Trips.time(80));

      assertThat(learner.deadLetters())
          .extracting(DeadLetter::reason)
          .containsExactly(Reason.DUPLICATE);
    }
  }

  @Test
  void modelsBeyondTheLimitAreNotMade() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(TestSpecs.withKeys(SPEC, 2), folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));

      assertThat(learner.deadLetters()).isNotEmpty();
      assertThat(learner.deadLetters())
          .allSatisfy(letter -> assertThat(letter.reason()).isEqualTo(Reason.LIMIT));
      assertThat(learner.state().keySet().stream().map(name -> name.split("/")[2]).distinct())
          .hasSize(2);
    }
  }

  @Test
  void lessonsBeyondTheLimitDoNotWait() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(TestSpecs.withWaiting(SPEC, 10), folder)) {
      learner.process(trips.lessons(0, 13));
      assertThat(learner.deadLetters()).hasSize(3);

      learner.watermark(Trips.time(15));
      learner.process(trips.lessons(13, 20));
      assertThat(learner.deadLetters()).hasSize(3);
    }
  }

  @Test
  void onlyChangedModelsArePublishedEachVersionOnce() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.clock(100);
      int first = learner.snapshots().size();
      learner.clock(1000);

      assertThat(first).isEqualTo(5);
      assertThat(learner.snapshots()).hasSize(first);
      assertThat(learner.snapshots())
          .allSatisfy(
              message -> assertThat(message.content()).isInstanceOf(SnapshotMessage.Inline.class));
    }
  }

  @Test
  void snapshotsASecondAreLimited() throws Exception {
    SpecBundle two = TestSpecs.withSnapshotsPerSecond(SPEC, 2);
    try (LearnerHarness learner = LearnerHarness.fresh(two, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.clock(100);
      assertThat(learner.snapshots()).hasSize(2);

      learner.clock(1200);
      assertThat(learner.snapshots()).hasSize(4);
    }
  }

  @Test
  void whatWasNotPublishedBeforeAFailureIsPublishedAfterIt() throws Exception {
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      checkpoint = learner.snapshot();
    }
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, checkpoint)) {
      learner.clock(100);
      assertThat(learner.snapshots()).extracting(SnapshotMessage::key).hasSize(5);
    }
  }

  @Test
  void sameVersionSameBytesAfterAFailure() throws Exception {
    Map<String, String> before;
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(60));
      checkpoint = learner.snapshot();
      learner.watermark(Trips.time(90));
      learner.clock(100);
      before = published(learner);
    }
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, checkpoint)) {
      learner.watermark(Trips.time(90));
      learner.clock(100);
      assertThat(published(learner)).isEqualTo(before).hasSize(5);
    }
  }

  /** Bytes by key and version. */
  private static Map<String, String> published(LearnerHarness learner) {
    Map<String, String> published = new TreeMap<>();
    for (SnapshotMessage message : learner.snapshots()) {
      published.put(
          message.key() + " " + message.version(),
          message.lineage()
              + Arrays.toString(((SnapshotMessage.Inline) message.content()).bytes()));
    }
    return published;
  }

  @Test
  void theEndOfABoundedInputPublishesWhatIsLeft() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Long.MAX_VALUE);
      learner.endOfInput();

      assertThat(learner.snapshots()).hasSize(5);
    }
  }

  @Test
  void reportsTellCountsAndScores() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.clock(1000);
      learner.clock(9000);

      MetricReport totals = report(learner, "learner-0", "");
      assertThat(value(totals, "answers")).isEqualTo(100);
      assertThat(value(totals, "examples")).isEqualTo(100);
      assertThat(value(totals, "keys")).isEqualTo(5);
      assertThat(value(totals, "waiting")).isZero();
      MetricReport model = report(learner, "learner", Trips.place(99));
      assertThat(value(model, "n")).isGreaterThan(value(model, "n_scored")); // the first batch
      assertThat(value(model, "n_scored")).isPositive().isEqualTo(value(model, "n_window"));
      assertThat(value(model, "accuracy_window")).isEqualTo(value(model, "accuracy"));
      assertThat(value(model, "no_change_window")).isEqualTo(value(model, "no_change"));
      assertThat(value(model, "majority_fading")).isBetween(0.0, 1.0);
      assertThat(value(model, "prior_logloss_fading")).isPositive();
      assertThat(value(model, "categories")).isBetween(1.0, 3.0); // their capacity
      assertThat(value(totals, "network.bytes")).isPositive();
      assertThat(model.version()).isPresent();
    }
  }

  @Test
  void learningIsBehindByWhatHasArrivedBeyondItsTime() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      var lessons = trips.lessons(0, 100);
      LongSummaryStatistics times =
          lessons.stream().mapToLong(lesson -> lesson.position().time()).summaryStatistics();
      learner.process(lessons);
      learner.clock(1000);
      assertThat(value(report(learner, "learner-0", ""), "lag.millis"))
          .isEqualTo(times.getMax() - times.getMin());
      learner.watermark(Trips.time(40));
      learner.clock(2000);
      assertThat(value(report(learner, "learner-0", ""), "lag.millis"))
          .isEqualTo(times.getMax() - Trips.time(40));
      learner.watermark(times.getMax());
      learner.clock(3000);
      assertThat(value(report(learner, "learner-0", ""), "lag.millis")).isZero();
    }
  }

  private static MetricReport report(LearnerHarness learner, String source, String key) {
    return learner.metrics().stream()
        .filter(report -> report.source().equals(source) && report.key().equals(key))
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }

  private static double value(MetricReport report, String name) {
    return report.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }
}
