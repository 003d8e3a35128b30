package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.network.HeadSpec;
import io.gradstream.network.OptimizerSpec;
import io.gradstream.network.ValueLoss;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that has exploded says so, and goes on holding numbers. */
final class LossAlarmTest {

  private static final OptimizerSpec FASTEST = new OptimizerSpec.Sgd(1f);

  @Test
  void aLossTenTimesThatOfAModelThatKnowsNothingRings() {
    LossAlarm alarm = LossAlarm.of(new HeadSpec.Binary());

    assertThat(alarm.rings((float) (9.9 * Math.log(2)))).isFalse();
    assertThat(alarm.rings((float) (10.1 * Math.log(2)))).isTrue();
  }

  @Test
  void whatAModelLosesThatKnowsNothingFollowsFromItsTarget() {
    float loss = 20;

    assertThat(LossAlarm.of(new HeadSpec.Binary(0f, 5f)).rings(loss)).isFalse();
    assertThat(LossAlarm.of(new HeadSpec.MultiClass(5)).rings(loss)).isTrue();
    assertThat(LossAlarm.of(new HeadSpec.MultiClass(50)).rings(loss)).isFalse();
    assertThat(LossAlarm.of(new HeadSpec.NextToken(256, 0f)).rings(loss)).isFalse();
    assertThat(LossAlarm.of(new HeadSpec.Regression()).rings(loss)).isTrue();
  }

  @Test
  void aLossThatIsNotFiniteRingsWhateverTheTarget() {
    for (HeadSpec head :
        List.of(
            new HeadSpec.Binary(),
            new HeadSpec.Regression(),
            new HeadSpec.Reconstruction(new ValueLoss.Squared()))) {
      assertThat(LossAlarm.of(head).rings(Float.NaN)).isTrue();
      assertThat(LossAlarm.of(head).rings(Float.POSITIVE_INFINITY)).isTrue();
      assertThat(LossAlarm.of(head).rings(1f)).isFalse();
    }
  }

  @Test
  void aModelThatLearnsNeverRings() {
    try (Learner learner = TestSpecs.binary(8).newLearner("", 1)) {
      for (Example example : Examples.of(TestSpecs.BINARY, 2000, 1)) {
        learner.learn(example);
        assertThat(learner.hasExploded()).isFalse();
      }
    }
  }

  @Test
  void aRateFarTooHighRingsSkipsAndLeavesFiniteWeights() {
    try (Learner learner = TestSpecs.of(TestSpecs.VALUE, FASTEST, 8, 7).newLearner("", 1)) {
      boolean rang = false;
      for (Example example : Examples.of(TestSpecs.VALUE, 4000, 1)) {
        learner.learn(example);
        rang |= learner.hasExploded();
      }
      assertThat(rang).isTrue();
      assertThat(learner.skippedUpdates()).isPositive();
      for (float weight : learner.snapshot().weights()) {
        assertThat(weight).isFinite();
      }
    }
  }
}
