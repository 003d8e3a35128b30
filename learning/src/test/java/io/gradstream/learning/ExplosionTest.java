package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.model.targets.Target;
import io.gradstream.network.StepResult;
import io.gradstream.network.spec.OptimizerSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A model that has exploded says so, and goes on holding numbers. */
final class ExplosionTest {

  private static final OptimizerSpec FASTEST = new OptimizerSpec.Sgd(1f);

  private static boolean explodes(Target target, double loss) {
    var spec = TestSpecs.of(target, TestSpecs.ADAM, 8, 7);
    try (Practice practice = new Practice(spec.model(), spec.learn(), "", Optional.empty())) {
      return practice.explodes(new StepResult((float) loss, true));
    }
  }

  @Test
  void aLossTenTimesThatOfAModelThatKnowsNothingIsAnExplosion() {
    assertThat(explodes(TestSpecs.BINARY, 9.9 * Math.log(2))).isFalse();
    assertThat(explodes(TestSpecs.BINARY, 10.1 * Math.log(2))).isTrue();
  }

  @Test
  void aLossThatIsNotFiniteIsOneWhateverTheTarget() {
    for (Target target : List.of(TestSpecs.BINARY, TestSpecs.CLASSES, TestSpecs.VALUE)) {
      assertThat(explodes(target, Float.NaN)).isTrue();
      assertThat(explodes(target, Float.POSITIVE_INFINITY)).isTrue();
      assertThat(explodes(target, 1)).isFalse();
    }
  }

  @Test
  void aModelThatLearnsNeverExplodes() {
    try (Learner learner = TestSpecs.binary(8).newLearner("", 1)) {
      for (Example example : Examples.of(TestSpecs.BINARY, 2000, 1)) {
        learner.learn(example);
        assertThat(learner.hasExploded()).isFalse();
      }
    }
  }

  @Test
  void aRateFarTooHighExplodesSkipsAndLeavesFiniteWeights() {
    try (Learner learner = TestSpecs.of(TestSpecs.VALUE, FASTEST, 8, 7).newLearner("", 1)) {
      boolean exploded = false;
      for (Example example : Examples.of(TestSpecs.VALUE, 4000, 1)) {
        learner.learn(example);
        exploded |= learner.hasExploded();
      }
      assertThat(exploded).isTrue();
      assertThat(learner.skippedUpdates()).isPositive();
      for (float weight : learner.snapshot().weights()) {
        assertThat(weight).isFinite();
      }
    }
  }
}
