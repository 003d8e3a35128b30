package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnerOperatorTest {

  @TempDir Path folder;

  @Test
  void usageExample() throws Exception {
    Trips trips = new Trips(TestSpecs.inEvent(), 1);
    try (LearnerHarness learner = LearnerHarness.fresh(TestSpecs.inEvent(), folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(100));
      learner.clock(1000);

      assertThat(learner.predictions()).hasSize(100);
      assertThat(learner.snapshots()).isNotEmpty();
      assertThat(learner.deadLetters()).isEmpty();
    }
  }

  @Test
  void restoredLearnerInPositionOrderContinuesBitForBit() throws Exception {
    assertContinues(TestSpecs.inEvent());
  }

  @Test
  void restoredLearnerOnArrivalContinuesBitForBit() throws Exception {
    assertContinues(TestSpecs.onArrival());
  }

  private void assertContinues(SpecBundle spec) throws Exception {
    Trips trips = new Trips(spec, 1);
    Map<String, String> undisturbed;
    try (LearnerHarness learner = LearnerHarness.fresh(spec, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(50));
      learner.process(trips.lessons(100, 200));
      learner.watermark(Trips.time(180));
      undisturbed = learner.state();
    }
    OperatorSubtaskState checkpoint;
    try (LearnerHarness learner = LearnerHarness.fresh(spec, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.watermark(Trips.time(50));
      checkpoint = learner.snapshot();
      learner.process(trips.lessons(100, 130)); // lost again
    }
    try (LearnerHarness learner = LearnerHarness.restored(spec, folder, checkpoint)) {
      learner.process(trips.lessons(100, 200));
      learner.watermark(Trips.time(180));
      assertThat(learner.state()).isEqualTo(undisturbed);
    }
  }
}
