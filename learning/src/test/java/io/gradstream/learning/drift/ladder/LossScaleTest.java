package io.gradstream.learning.drift.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class LossScaleTest {

  @Test
  void aRateIsAnErrorAsItIs() {
    LossScale scale = new LossScale(LossKind.RATE);
    scale.learn(0.5);

    assertThat(scale.error(0)).isZero();
    assertThat(scale.error(0.25)).isEqualTo(0.25);
    assertThat(scale.error(1)).isEqualTo(1);
    assertThat(scale.error(3)).isEqualTo(1);
    assertThat(scale.loss(0.25)).isEqualTo(0.25);
  }

  @Test
  void aSizeIsAnEighthOfTheMeanOfThoseBefore() {
    LossScale scale = new LossScale(LossKind.SIZE);
    scale.learn(2);
    scale.learn(4);

    assertThat(scale.error(3)).isEqualTo(1 / 8.0);
    assertThat(scale.error(24)).isEqualTo(1);
    assertThat(scale.error(2400)).isEqualTo(1);
    assertThat(scale.loss(1 / 8.0)).isEqualTo(3);
  }

  @Test
  void aLossThatIsNoNumberIsTheLargestErrorAndMovesNothing() {
    for (LossKind kind : LossKind.values()) {
      LossScale scale = new LossScale(kind);
      scale.learn(1);
      for (double loss : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e200}) {
        assertThat(scale.error(loss)).isEqualTo(1);
        scale.learn(loss);
      }
      assertThat(scale.error(0.5)).isEqualTo(kind == LossKind.RATE ? 0.5 : 1 / 16.0);
    }
  }

  @Test
  void outliersHardlyMoveTheMean() {
    LossScale scale = new LossScale(LossKind.SIZE);
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      scale.learn(i % 1000 == 999 ? 1e30 : random.nextDouble());
    }
    assertThat(scale.loss(1 / 8.0)).isCloseTo(0.5, within(0.02));
  }

  @Test
  void aMeanOfNearlyNothingFindsItsWay() {
    LossScale scale = new LossScale(LossKind.SIZE);
    for (int i = 0; i < 100; i++) {
      scale.learn(0);
    }
    assertThat(scale.error(0)).isZero();
    assertThat(scale.error(1e-9)).isEqualTo(1);
    for (int i = 0; i < 5000; i++) {
      scale.learn(i == 0 ? 1e-9 : 1);
    }
    assertThat(scale.loss(1 / 8.0)).isBetween(0.5, 1.0);
  }
}
