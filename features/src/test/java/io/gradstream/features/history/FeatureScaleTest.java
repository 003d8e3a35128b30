package io.gradstream.features.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureScaleTest {

  private final FeatureScale scale = new FeatureScale(true, true);
  private final Random random = new Random(1);

  @Test
  void agreesWithTheTwoPassFormula() {
    double[] values = random.doubles(5000, -3, 900).toArray();
    for (double value : values) {
      scale.learn(0, value);
    }
    assertThat(scale.scaled(0, 500)).isCloseTo(exactly(values, 500), within(1e-3f));
  }

  @Test
  void aFeatureThatBeginsLateIsScaledAsOneThatWasThereFromTheStart() {
    for (int t = 0; t < 10_000; t++) {
      scale.learn(1, 0);
    }
    for (int t = 0; t < 300; t++) {
      double value = 5 + random.nextGaussian();
      scale.learn(0, t == 0 ? 0 : value);
      scale.learn(1, t == 0 ? 0 : value);
    }
    assertThat(scale.scaled(1, 7)).isEqualTo(scale.scaled(0, 7));
  }

  @Test
  void whatHasNotChangedIsZero() {
    assertThat(scale.scaled(0, 3)).isZero();
    for (int t = 0; t < 100; t++) {
      scale.learn(0, 0.1);
      assertThat(scale.scaled(0, 0.1)).isZero();
    }
  }

  @Test
  void aScaleThatJumpsAThousandfoldIsFollowed() {
    learn(20_000, 1, 0);
    learn(500, 1000, 5000);

    assertThat(scale.scaled(0, 5000)).isCloseTo(0, within(0.3f));
    assertThat(scale.scaled(0, 6000) - scale.scaled(0, 5000)).isCloseTo(1, within(0.25f));
  }

  private void learn(int count, double deviation, double mean) {
    for (int t = 0; t < count; t++) {
      scale.learn(0, mean + deviation * random.nextGaussian());
    }
  }

  /** A history of nothing says 0, however far that is from what comes. */
  @Test
  void theValueBeforeTheFirstChangeMakesNoOtherOdd() {
    double[] values = new double[500];
    for (int t = 0; t < values.length; t++) {
      values[t] = t == 0 ? 0 : 43 + t % 10 / 10.0;
      scale.learn(0, values[t]);
    }
    assertThat(scale.scaled(0, 45)).isCloseTo(exactly(values, 45), within(1e-5f));
  }

  @Test
  void anAbsurdValueBehindItBlindsNothing() {
    scale.learn(0, 0);
    scale.learn(0, 1e17);
    learn(1000, 1, 0);

    assertThat(scale.scaled(0, 1)).isCloseTo(1, within(0.2f));
  }

  /** As a rate that is seldom known: what comes nine times of ten is no sentinel. */
  @Test
  void whatCannotBeAbsurdIsScaledByAllItsValues() {
    FeatureScale bounded = new FeatureScale(false);
    double[] values = new double[2000];
    for (int t = 0; t < values.length; t++) {
      values[t] = t % 10 == 1 ? 3 + 1e-4 * random.nextDouble() : 0;
      bounded.learn(0, values[t]);
    }
    assertThat(bounded.scaled(0, 0)).isCloseTo(exactly(values, 0), within(1e-5f));
    assertThat(bounded.scaled(0, 3)).isCloseTo(exactly(values, 3), within(1e-5f));
  }

  private static float exactly(double[] values, double value) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElse(0);
    return (float) Math.max(-4, Math.min(4, (value - mean) / Math.sqrt(variance)));
  }

  @Test
  void anOutlierIsLearnedAsIfItStoodNear() {
    learn(1000, 1, 0);
    float before = scale.scaled(0, 1);
    scale.learn(0, 1e30);

    assertThat(scale.scaled(0, 1)).isCloseTo(before, within(0.1f));
    assertThat(scale.scaled(0, 1e30)).isEqualTo(4);
    assertThat(scale.scaled(0, -1e30)).isEqualTo(-4);
  }

  @Test
  void whatIsNoNumberBlindsNoScale() throws IOException {
    for (double absurd :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e308}) {
      scale.learn(0, absurd);
      scale.learn(0, random.nextGaussian());
      assertThat(scale.scaled(0, absurd)).isBetween(-4f, 4f);
    }
    learn(1000, 1, 0);

    assertThat(scale.scaled(0, 1)).isCloseTo(1, within(0.2f));
    new FeatureScale(true, true).restore(2, state());
  }

  @Test
  void stateReadBackGoesOnBitForBit() throws IOException {
    learn(500, 3, 1);
    FeatureScale restored = new FeatureScale(true, true);
    restored.learn(1, 4); // must leave no trace
    restored.restore(2, state());
    for (int t = 0; t < 500; t++) {
      double value = random.nextGaussian();
      scale.learn(t % 2, value);
      restored.learn(t % 2, value);
      assertThat(restored.scaled(t % 2, value)).isEqualTo(scale.scaled(t % 2, value));
    }
  }

  private DataInputStream state() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    scale.write(new DataOutputStream(bytes));
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
