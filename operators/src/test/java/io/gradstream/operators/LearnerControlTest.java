package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.control.Run;
import io.gradstream.operators.record.WorkItem;
import io.gradstream.schemas.CheckpointId;
import io.gradstream.schemas.ControlCommand;
import io.gradstream.schemas.ControlCommand.Pause;
import io.gradstream.schemas.ControlCommand.Resume;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.SnapshotMessage;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands to a running learner: they act at their positions, on every model. */
class LearnerControlTest {

  private static final SpecBundle SPEC = TestSpecs.inEvent();

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  @Test
  void aCommandTakesEffectAtItsPositionWhereverItsSubtaskStands() throws Exception {
    Map<String, String> early;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.command(new SetLearningRate("c1", 0.5f), Trips.time(30), 0);
      learner.process(trips.lessons(0, 60));
      learner.watermark(Trips.time(60));
      early = learner.state();
    }
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 60));
      learner.watermark(Trips.time(30) - 1);
      learner.lessonsWatermark(Trips.time(60)); // no further than commands have been told of
      learner.command(new SetLearningRate("c1", 0.5f), Trips.time(30), 0);
      learner.commandsWatermark(Trips.time(60));
      assertThat(learner.state()).isEqualTo(early);
    }
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 60));
      learner.watermark(Trips.time(60));
      assertThat(learner.state()).isNotEqualTo(early);
    }
  }

  @Test
  void aPausedLearnerGoesOnAnsweringAndLearnsNothing() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 30));
      learner.watermark(Trips.time(40));
      long learned = steps(learner);
      learner.command(new Pause("c1"));
      learner.process(trips.lessons(60, 90));
      learner.watermark(Trips.time(90));

      assertThat(learned).isPositive();
      assertThat(steps(learner)).isEqualTo(learned);
    }
  }

  /** Sum over all models of the version that last answered. */
  private long steps(LearnerHarness learner) throws Exception {
    int before = learner.predictions().size();
    for (int trip = 0; trip < 30; trip++) {
      WorkItem.AskAndLearn lesson = trips.lesson(trip);
      learner.process(new WorkItem.Ask(lesson.key(), "q", lesson.event(), lesson.position()));
    }
    return learner.predictions().stream()
        .skip(before)
        .mapToLong(prediction -> prediction.version().step())
        .sum();
  }

  @Test
  void settingsHoldForModelsThatComeLaterAndAfterARestore() throws Exception {
    Map<String, String> undisturbed;
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 40));
      learner.watermark(Trips.time(20));
      learner.command(new SetLearningRate("c1", 0.5f));
      learner.command(new SetLearningRate("c2", 0.25f), Trips.time(100), 0);
      checkpoint = learner.snapshot();
      learner.process(trips.lessons(40, 160));
      learner.watermark(Trips.time(160));
      undisturbed = learner.state();
    }
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, checkpoint)) {
      learner.command(new SetLearningRate("c1", 0.9f)); // the same id: acts no more
      learner.process(trips.lessons(40, 160));
      learner.watermark(Trips.time(160));
      assertThat(learner.state()).isEqualTo(undisturbed);
    }
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 160));
      learner.watermark(Trips.time(160));
      assertThat(learner.state()).isNotEqualTo(undisturbed);
    }
  }

  /** Which models are in memory is nobody's business: each keeps what its own lessons met. */
  @Test
  void aModelThatLearnsNothingKeepsItsState() throws Exception {
    Map<String, String> before;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 60));
      learner.watermark(Trips.time(60));
      before = learner.state();
      learner.command(new Pause("c1"));
      steps(learner); // answers bring models into memory
      learner.watermark(Trips.time(90));
      assertThat(learner.state()).isEqualTo(before);
    }
  }

  @Test
  void pauseAndResumeAtOnePositionSkipNothing() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder);
        LearnerHarness undisturbed = LearnerHarness.fresh(SPEC, folder)) {
      for (ControlCommand command : new ControlCommand[] {new Pause("c1"), new Resume("c2")}) {
        learner.command(command);
      }
      for (LearnerHarness each : new LearnerHarness[] {learner, undisturbed}) {
        each.process(trips.lessons(0, 60));
        each.watermark(Trips.time(60));
      }

      assertThat(learner.state()).isEqualTo(undisturbed.state());
    }
  }

  @Test
  void onABranchAllModelsArePublishedInAGenerationOfTheirOwn() throws Exception {
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 60));
      learner.watermark(Trips.time(60));
      learner.clock(1000);
      assertThat(learner.snapshots()).hasSize(5);
      checkpoint = learner.snapshot();
    }
    Run older = new Run(9, 8, new CheckpointId(8, 70));
    try (LearnerHarness learner = LearnerHarness.redeployed(SPEC, folder, older, checkpoint)) {
      learner.clock(1000);

      assertThat(learner.snapshots())
          .extracting(SnapshotMessage::key, message -> message.version().generation())
          .doesNotHaveDuplicates()
          .hasSize(5)
          .allSatisfy(of -> assertThat(of.toList().get(1)).isEqualTo(9L));
    }
  }
}
