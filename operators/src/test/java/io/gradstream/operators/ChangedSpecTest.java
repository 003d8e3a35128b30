package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.change.IncompatibleStateException;
import io.gradstream.learning.join.Arrived.EventArrived;
import io.gradstream.learning.join.Arrived.LabelArrived;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.SourceRecord.Usable;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Prediction;
import io.gradstream.schemas.Version;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State goes on under a spec that was changed, as far as the change lets it. */
class ChangedSpecTest {

  private static final SpecBundle SPEC = TestSpecs.inEvent();

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  /** Sixty trips learned, more of them waiting, half mini-batches, news to publish. */
  private OperatorSubtaskState checkpoint() throws Exception {
    return checkpoint(new HashMapStateBackend());
  }

  private OperatorSubtaskState checkpoint(StateBackend backend) throws Exception {
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, backend, null)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(60));
      return learner.snapshot();
    }
  }

  private Map<String, String> models(SpecBundle spec, OperatorSubtaskState state) throws Exception {
    try (LearnerHarness learner = LearnerHarness.restored(spec, folder, state)) {
      Map<String, String> models = new TreeMap<>(learner.state());
      models.keySet().removeIf(name -> name.contains("/progress/"));
      return models;
    }
  }

  private Prediction answer(LearnerHarness learner, int trip) throws Exception {
    return answer(learner, trips, trip);
  }

  @Test
  void aNewLearningRateHoldsAndKeepsEveryBit() throws Exception {
    OperatorSubtaskState state = checkpoint();
    SpecBundle faster = TestSpecs.withLearningRate(SPEC, "0.5");
    double[] before;
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, state)) {
      before = answer(learner, 0).output();
    }
    try (LearnerHarness learner = LearnerHarness.restored(faster, folder, state)) {
      Prediction answer = answer(learner, 0);
      learner.watermark(Trips.time(100));
      learner.clock(1000);

      assertThat(answer.output()).isEqualTo(before);
      assertThat(answer.version().generation()).isEqualTo(LearnerHarness.GENERATION + 1);
      assertThat(rate(learner)).isEqualTo(0.5f);
    }
    assertThat(models(faster, state)).isEqualTo(models(SPEC, state)).isNotEmpty();
  }

  private static float rate(LearnerHarness learner) {
    MetricReport report =
        learner.metrics().stream()
            .filter(one -> one.source().equals("learner"))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    return (float)
        report.measures().stream()
            .filter(measure -> measure.name().equals("learning.rate"))
            .mapToDouble(Measure::value)
            .findFirst()
            .orElseThrow();
  }

  @Test
  void anOrderedRateOutlivesARedeployButNotANewRateInTheSpec() throws Exception {
    OperatorSubtaskState state;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.command(new SetLearningRate("c1", 0.125f));
      learner.process(trips.lessons(0, 100));
      state = learner.snapshot();
    }
    for (SpecBundle spec :
        new SpecBundle[] {
          TestSpecs.withSnapshotsEvery(SPEC, "5s"), TestSpecs.withLearningRate(SPEC, "0.5")
        }) {
      try (LearnerHarness learner = LearnerHarness.restored(spec, folder, state)) {
        learner.watermark(Trips.time(100));
        learner.clock(1000);

        assertThat(rate(learner)).isEqualTo(spec.text().contains("0.5") ? 0.5f : 0.125f);
      }
    }
  }

  @Test
  void anotherIntervalOfSnapshotsIsNoNewGeneration() throws Exception {
    SpecBundle slower = TestSpecs.withSnapshotsEvery(SPEC, "5s");
    OperatorSubtaskState state = checkpoint();
    try (LearnerHarness same = LearnerHarness.restored(SPEC, folder, state);
        LearnerHarness learner = LearnerHarness.redeployed(slower, folder, 99, state)) {
      same.watermark(Trips.time(100));
      learner.watermark(Trips.time(100));

      assertThat(learner.state()).isEqualTo(same.state());
    }
  }

  @Test
  void aNewGenerationIsAboveAllThatWerePublished() throws Exception {
    SpecBundle faster = TestSpecs.withLearningRate(SPEC, "0.5");
    OperatorSubtaskState state = checkpoint();
    try (LearnerHarness learner = LearnerHarness.redeployed(faster, folder, 99, state)) {
      assertThat(answer(learner, 0).version().generation()).isEqualTo(99);
    }
  }

  @Test
  void anotherNetworkIsRefusedByName() throws Exception {
    OperatorSubtaskState state = checkpoint();

    assertThatThrownBy(() -> LearnerHarness.restored(TestSpecs.withWidth(SPEC, 12), folder, state))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(IncompatibleStateException.class)
        .hasMessageContaining("learner trips")
        .hasMessageContaining("network[0].dense was 6 and is 12")
        .hasMessageContaining("--warm-start");
  }

  @Test
  void aWarmStartGoesOnAcrossACrashBitForBit() throws Exception {
    assertGoesOn(TestSpecs.withWidth(SPEC, 12), new HashMapStateBackend());
  }

  @Test
  void aWarmStartWithOtherFieldsGoesOnAcrossACrashBitForBit() throws Exception {
    assertGoesOn(TestSpecs.withPassengers(TestSpecs.withWidth(SPEC, 12)), RocksDb.backend());
  }

  private void assertGoesOn(SpecBundle changed, StateBackend backend) throws Exception {
    OperatorSubtaskState old = checkpoint(backend);
    Trips more = new Trips(changed, 1);
    Map<String, String> undisturbed;
    try (LearnerHarness learner = LearnerHarness.warmStarted(changed, folder, backend, old)) {
      learner.watermark(Trips.time(80));
      learner.process(more.lessons(100, 200));
      learner.watermark(Trips.time(180));
      undisturbed = learner.state();
      assertThat(learner.deadLetters()).isEmpty();
    }
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.warmStarted(changed, folder, backend, old)) {
      answer(learner, more, 3); // takes over, and must leave no trace
      learner.watermark(Trips.time(80));
      checkpoint = learner.snapshot();
      learner.process(more.lessons(100, 130)); // all of this is lost
      learner.watermark(Trips.time(120));
    }
    try (LearnerHarness learner =
        LearnerHarness.restored(changed, folder, backend, checkpoint)) { // no second warm start
      Version version = answer(learner, more, 3).version();
      learner.process(more.lessons(100, 200));
      learner.watermark(Trips.time(180));

      assertThat(version.generation()).isEqualTo(LearnerHarness.GENERATION + 1);
      assertThat(version.step()).isPositive();
      assertThat(learner.state()).isEqualTo(undisturbed).isNotEmpty();
    }
  }

  private static Prediction answer(LearnerHarness learner, Trips trips, int trip) throws Exception {
    WorkItem.AskAndLearn lesson = trips.lesson(trip);
    learner.process(new WorkItem.Ask(lesson.key(), "q", lesson.event(), lesson.position()));
    return learner.predictions().get(learner.predictions().size() - 1);
  }

  @Test
  void eventsThatWaitForTheirLabelsFollowTheSpec() throws Exception {
    SpecBundle before = TestSpecs.ownTopic();
    SpecBundle after = TestSpecs.withPassengers(before);
    Trips old = new Trips(before, 1);
    OperatorSubtaskState state;
    try (JoinHarness join = JoinHarness.open(before, null)) {
      Usable event = old.event(5);
      join.arrive(new EventArrived("t5", event.event(), event.position(), event.original()));
      state = join.snapshot(1, 1);
    }
    try (JoinHarness join = JoinHarness.open(after, state)) {
      Usable label = old.label(5);
      join.arrive(new LabelArrived("t5", 1, label.position(), label.original()));
      join.watermark(Trips.time(1000));

      WorkItem.Learn lesson = (WorkItem.Learn) join.take().get(0);
      int passengers = TestSpecs.read(after).model().events().indexOf("passengers");
      assertThat(lesson.event().size()).isEqualTo(old.event(5).event().size() + 1);
      assertThat(lesson.event().isMissing(passengers)).isTrue();
      assertThat(lesson.key()).isEqualTo(Trips.place(5));
    }
  }
}
