package io.gradstream.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.MetricReport.Measure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The highest rate that can be ordered, where it is far too high. */
class ExplodingLearnerTest {

  private static final SpecBundle SPEC = withoutGuard(TestSpecs.onArrival());

  @TempDir Path folder;

  private final Trips trips = new Trips(SPEC, 1);

  private static SpecBundle withoutGuard(SpecBundle spec) {
    String text =
        spec.text()
            .replace("{binary: late}", "{regression: distance}")
            .replace("{field: distance, as: numeric}", "{field: when, as: [timeOfDay, dayOfWeek]}")
            .replace("[{dense: 6, activation: relu}]", "[{dense: 64}, {dense: 64}]")
            .replace("{adam: {learningRate: 0.01}}", "{sgd: {learningRate: 0.001}}");
    return new SpecBundle(spec.name(), text, spec.files());
  }

  @Test
  void anAlertRisesAndTheLearnerGoesOnAnsweringWithFiniteWeights() throws Exception {
    try (LearnerHarness learner = LearnerHarness.fresh(SPEC, folder)) {
      learner.process(trips.lessons(0, 100));
      learner.clock(1000);
      assertThat(count(learner, "exploded.updates")).isZero();

      learner.command(new SetLearningRate("c1", 1f));
      learner.process(trips.lessons(100, 400));
      learner.clock(2000);

      assertThat(count(learner, "exploded.updates")).isPositive();
      assertThat(count(learner, "skipped.updates")).isPositive();
      assertThat(learner.predictions()).hasSize(400);
      assertThat(learner.snapshots()).isNotEmpty();
    }
  }

  /** By the newest report of the whole subtask. */
  private static double count(LearnerHarness learner, String name) {
    return learner.metrics().stream()
        .filter(report -> report.version().isEmpty())
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .measures()
        .stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .sum();
  }
}
