package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RunningScaleTest {

  private final RunningScale scale = new RunningScale();

  @Test
  void agreesWithTheTwoPassFormula() {
    double[] values = new Random(1).doubles(5000, -3, 900).toArray();
    DoubleStream.of(values).forEach(scale::learn);

    double mean = DoubleStream.of(values).average().orElseThrow();
    double variance =
        DoubleStream.of(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertThat(scale.mean()).isCloseTo(mean, within(1e-9));
    assertThat(scale.deviation()).isCloseTo(Math.sqrt(variance), within(1e-9));
  }

  @Test
  void staysExactFarFromZero() {
    for (int i = 0; i < 1000; i++) {
      scale.learn(1e12 + (i % 2 == 0 ? 1 : -1));
    }
    assertThat(scale.deviation()).isCloseTo(1, within(1e-3));
  }

  @Test
  void hasNoDeviationBeforeTwoValuesAndForAConstant() {
    assertThat(scale.deviation()).isZero();
    for (int i = 0; i < 500; i++) {
      scale.learn(0.1);
      assertThat(scale.deviation()).isZero();
    }
  }

  @Test
  void valuesBeyondAnyFloatAreNotLearned() {
    for (double absurd : new double[] {1e308, -1e308, 1e200}) {
      scale.learn(absurd);
      assertThat(scale.scaled(absurd)).isBetween(-5f, 5f);
    }
    for (int i = 0; i < 100; i++) {
      scale.learn(i % 2 == 0 ? 1 : -1);
    }
    assertThat(scale.count()).isEqualTo(100);
    assertThat(scale.deviation()).isEqualTo(1);
    assertThat(scale.scaled(1e308)).isEqualTo(5);
  }

  @Test
  void anAbsurdValueEntersAtTenDeviations() {
    for (int i = 0; i < 100; i++) {
      scale.learn(i % 2 == 0 ? 1 : -1); // mean 0, deviation 1
    }
    scale.learn(1e18);
    assertThat(scale.mean()).isCloseTo(10.0 / 101, within(1e-12));
    scale.learn(-1e18);
    assertThat(scale.deviation()).isLessThan(2);
  }

  @Test
  void anAbsurdValueEntersAsItIsWhileLittleIsKnown() {
    for (int i = 0; i < 99; i++) {
      scale.learn(i % 2 == 0 ? 1 : -1);
    }
    scale.learn(1000);
    assertThat(scale.mean()).isGreaterThan(10);
  }

  @Test
  void followsALastingChange() {
    for (int i = 0; i < 200; i++) {
      scale.learn(i % 2);
    }
    for (int i = 0; i < 20_000; i++) {
      scale.learn(1000 + i % 2);
    }
    assertThat(scale.mean()).isGreaterThan(950);
  }

  @Test
  void aConstantThatEndsIsLearned() {
    for (int i = 0; i < 200; i++) {
      scale.learn(5);
    }
    scale.learn(6);
    assertThat(scale.deviation()).isPositive();
  }

  @Test
  void manyValuesAtOnceAreLearnedAsOneAfterAnother() {
    RunningScale single = new RunningScale();
    Random random = new Random(2);
    for (int round = 0; round < 40; round++) {
      float[] values = new float[3 * (1 + random.nextInt(30))]; // of three interleaved
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (100 + random.nextGaussian());
      }
      scale.learn(values, 1, 3);
      for (int i = 1; i < values.length; i += 3) {
        single.learn(values[i]);
      }
    }
    assertThat(scale.count()).isEqualTo(single.count());
    assertThat(scale.mean()).isCloseTo(single.mean(), within(1e-10));
    assertThat(scale.deviation()).isCloseTo(single.deviation(), within(1e-10));
  }

  @Test
  void aConstantOfManyValuesHasNoDeviation() {
    float[] values = new float[1001];
    Arrays.fill(values, 0.1f);
    for (int round = 0; round < 10; round++) {
      scale.learn(values, 0, 1);
      assertThat(scale.deviation()).isZero();
      assertThat(scale.mean()).isEqualTo(0.1f);
    }
  }

  @Test
  void absurdValuesAmongManyEnterAtTenDeviations() {
    for (int i = 0; i < 100; i++) {
      scale.learn(i % 2 == 0 ? 1 : -1); // mean 0, deviation 1
    }
    scale.learn(new float[] {1e18f, -1e18f, 1e18f, 0}, 0, 1);
    assertThat(scale.mean()).isCloseTo(10.0 / 104, within(1e-12));
    assertThat(scale.deviation()).isLessThan(2);
  }

  @Test
  void scalesManyValuesAsOneAfterAnother() {
    scale.learn(new float[] {1, 2, 4}, 0, 1);
    float[] values = {9, 1, 9, 1e9f, 9, 2.5f};
    float[] scaled = new float[8];
    scale.scale(values, 1, 2, scaled, 2);
    assertThat(scaled).containsExactly(0, 0, 0, scale.scaled(1), 0, 5, 0, scale.scaled(2.5));
  }
}
