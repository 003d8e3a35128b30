package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.operators.record.WorkItem;
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

/** Commands to a running learner: they act at a checkpoint, on every model, and never on time. */
class LearnerControlTest {

  private static final SpecBundle SPEC = TestSpecs.onArrival();

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  @Test
  void aCommandTakesEffectAtTheNextCheckpoint() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder);
        LearnerHarness undisturbed = LearnerHarness.fresh(SPEC, folder)) {
      undisturbed.process(trips.lessons(0, 60));
      undisturbed.snapshot();
      learner.process(trips.lessons(0, 30));
      learner.command(new Pause("c1"));
      learner.process(trips.lessons(30, 60));
      learner.snapshot();
      long[] learned = {steps(learner), steps(undisturbed)};
      learner.process(trips.lessons(60, 120));

      assertThat(learned[0]).isEqualTo(learned[1]);
      assertThat(steps(learner)).isEqualTo(learned[0]);
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
  void aPausedLearnerGoesOnAnswering() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.command(new Pause("c1"));
      learner.snapshot();
      learner.process(trips.lessons(0, 60));

      assertThat(learner.predictions()).hasSize(60);
      assertThat(learner.predictions())
          .allSatisfy(prediction -> assertThat(prediction.version().step()).isZero());
    }
  }

  @Test
  void settingsHoldForModelsThatComeLaterAndAfterARestore() throws Exception {
    Map<String, String> undisturbed;
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 40));
      learner.command(new SetLearningRate("c1", 0.5f));
      checkpoint = learner.snapshot();
      learner.process(trips.lessons(40, 160));
      undisturbed = learner.state();
    }
    try (LearnerHarness learner = LearnerHarness.restored(SPEC, folder, checkpoint)) {
      learner.command(new SetLearningRate("c1", 0.9f)); // the same id: acts no more
      learner.process(trips.lessons(40, 160));
      assertThat(learner.state()).isEqualTo(undisturbed);
    }
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 160));
      assertThat(learner.state()).isNotEqualTo(undisturbed);
    }
  }

  @Test
  void whatIsLearnedWithNewSettingsIsPublishedOnceTheirCheckpointHasCompleted() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.command(new SetLearningRate("c1", 0.5f));
      learner.snapshot();
      learner.process(trips.lessons(0, 60));
      learner.clock(1000);
      assertThat(learner.snapshots()).isEmpty();

      learner.completeCheckpoint();
      learner.clock(2000);
      assertThat(learner.snapshots()).extracting(SnapshotMessage::key).hasSize(5);
    }
  }

  @Test
  void pauseAndResumeBeforeOneBarrierSkipNothing() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder);
        LearnerHarness undisturbed = LearnerHarness.fresh(SPEC, folder)) {
      for (ControlCommand command : new ControlCommand[] {new Pause("c1"), new Resume("c2")}) {
        learner.command(command);
      }
      learner.snapshot();
      learner.process(trips.lessons(0, 60));
      undisturbed.process(trips.lessons(0, 60));

      assertThat(learner.state()).isEqualTo(undisturbed.state());
    }
  }

  @Test
  void theControlStreamHasNoPartInTime() throws Exception {
    SpecBundle inOrder = TestSpecs.inEvent();
    try (LearnerHarness learner = LearnerHarness.fresh(inOrder, folder)) {
      learner.process(trips.lessons(0, 40));
      learner.controlWatermark(Long.MAX_VALUE);
      learner.clock(1000);
      assertThat(learner.snapshots()).isEmpty();

      learner.watermark(Trips.time(40));
      learner.clock(2000);
      assertThat(learner.snapshots()).isNotEmpty();
    }
  }
}
