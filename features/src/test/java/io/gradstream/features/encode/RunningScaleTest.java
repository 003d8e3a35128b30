package io.gradstream.features.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void anAbsurdValueEntersNearTheOthersWhereverItComes() {
    for (int place : new int[] {0, 1, 2, 10, 50, 99, 150, 5000}) {
      RunningScale one = new RunningScale();
      Random random = new Random(3);
      for (int i = 0; i < 6000; i++) {
        one.learn(i == place ? 1e17 : random.nextDouble());
      }
      assertThat(one.mean()).as("at " + place).isCloseTo(0.5, within(0.02));
      assertThat(one.deviation()).as("at " + place).isCloseTo(Math.sqrt(1 / 12.0), within(0.03));
    }
  }

  @Test
  void aFewValuesThatAreFarAreNotLearned() {
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) { // one in fifty, none like another
      scale.learn(random.nextInt(50) == 0 ? 1e9 * random.nextDouble() : random.nextDouble());
    }
    assertThat(scale.deviation()).isCloseTo(Math.sqrt(1 / 12.0), within(0.05));
  }

  @Test
  void whatIsMostlyAlikeAndOftenFarHasBothInItsScale() {
    Random random = new Random(15);
    for (int i = 0; i < 20_000; i++) {
      scale.learn(random.nextInt(4) == 0 ? 1000 + random.nextGaussian() : random.nextGaussian());
    }
    assertThat(scale.mean()).isCloseTo(250, within(30.0));
    assertThat(scale.deviation()).isCloseTo(433, within(30.0));
  }

  @Test
  void aSentinelIsNotLearned() {
    for (double share : new double[] {0.05, 0.2, 0.4}) {
      RunningScale one = new RunningScale();
      Random random = new Random(5);
      for (int i = 0; i < 6000; i++) {
        one.learn(random.nextDouble() < share ? -9999 : random.nextDouble());
      }
      assertThat(one.mean()).as("share " + share).isCloseTo(0.5, within(0.05));
      assertThat(one.deviation()).as("share " + share).isCloseTo(Math.sqrt(1 / 12.0), within(0.05));
      assertThat(one.scaled(-9999)).isEqualTo(-5);
    }
  }

  @Test
  void sentinelsInARowAreNoNewUnit() {
    Random random = new Random(6);
    for (int i = 0; i < 6000; i++) {
      scale.learn(i % 600 > 300 ? -9999 : random.nextDouble());
    }
    assertThat(scale.mean()).isCloseTo(0.5, within(0.05));
    assertThat(scale.deviation()).isCloseTo(Math.sqrt(1 / 12.0), within(0.05));
  }

  @Test
  void aSentinelAmongAFewLevelsIsNotLearned() {
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      scale.learn(random.nextInt(20) == 0 ? 999 : 1 + random.nextInt(5));
    }
    assertThat(scale.mean()).isCloseTo(3, within(0.1));
    assertThat(scale.deviation()).isCloseTo(Math.sqrt(2), within(0.1));
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 300, 3000, 10_000, 60_000})
  void anotherUnitIsFollowedWithinSomeHundredValues(int before) {
    for (double unit : new double[] {1e-6, 1e-3, 0.01, 100, 1000, 1e6}) {
      RunningScale one = new RunningScale();
      Random random = new Random(8);
      for (int i = 0; i < before; i++) {
        one.learn(random.nextDouble());
      }
      for (int i = 0; i < 600; i++) {
        one.learn(unit * random.nextDouble());
      }
      assertThat(one.mean() / unit).as("times " + unit).isCloseTo(0.5, within(0.1));
      assertThat(one.deviation() / unit).as("times " + unit).isBetween(0.2, 0.45);
    }
  }

  @Test
  void aScaleThatIsCalmNowAndThenIsKept() {
    Random random = new Random(9);
    int narrow = 0;
    for (int i = 0; i < 60_000; i++) { // days of 600, and nights
      boolean night = i % 1000 >= 600;
      scale.learn((night ? 0.001 : 500) * random.nextDouble());
      narrow += i > 20_000 && scale.deviation() < 100 ? 1 : 0;
    }
    assertThat(narrow).isZero();
  }

  @Test
  void aSlowNumberKeepsItsScale() {
    Random random = new Random(10);
    for (int i = 0; i < 50_000; i++) {
      scale.learn(100 * StrictMath.sin(i / 2000.0) + 0.01 * random.nextGaussian());
      if (i > 20_000) {
        assertThat(scale.deviation()).isBetween(50.0, 100.0);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50, 300, 3000, 20_000})
  void followsALastingChange(int before) {
    for (int i = 0; i < before; i++) {
      scale.learn(i % 10);
    }
    for (int i = 0; i < 500; i++) {
      scale.learn(1000 + i % 10);
    }
    assertThat(scale.mean()).isBetween(990.0, 1010.0);
  }

  @Test
  void forgets() {
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      scale.learn(random.nextGaussian());
    }
    for (int i = 0; i < 60_000; i++) {
      scale.learn(3 + random.nextGaussian());
    }
    assertThat(scale.mean()).isBetween(2.7, 3.1);
  }

  @Test
  void restoredAtAnyMomentItGoesOnBitForBit() throws IOException {
    Random random = new Random(12);
    RunningScale restored = new RunningScale();
    for (int i = 0; i < 2000; i++) {
      double unit = i < 1000 ? 1 : 1e-4;
      double value = random.nextInt(15) == 0 ? -9999 : unit * random.nextDouble();
      scale.learn(value);
      restored.learn(value);
      restored = copy(restored);
      assertThat(bytes(restored)).isEqualTo(bytes(scale));
    }
  }

  private static RunningScale copy(RunningScale scale) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(scale)));
    return RunningScale.read(RunningScale.FORMAT, in);
  }

  private static byte[] bytes(RunningScale scale) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    scale.write(new DataOutputStream(bytes));
    return bytes.toByteArray();
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
  void absurdValuesAmongManyEnterNearTheOthers() {
    Random random = new Random(13);
    for (int i = 0; i < 300; i++) {
      scale.learn(random.nextGaussian());
    }
    scale.learn(new float[] {1e18f, -1e18f, 1e18f, 0}, 0, 1);
    assertThat(scale.mean()).isCloseTo(0, within(0.2));
    assertThat(scale.deviation()).isLessThan(2);
  }

  @Test
  void anotherUnitOfArraysIsFollowed() {
    Random random = new Random(14);
    for (int i = 0; i < 3000; i++) {
      float[] values = new float[8];
      for (int at = 0; at < 8; at++) {
        values[at] = (i < 2000 ? 1 : 0.001f) * random.nextFloat();
      }
      scale.learn(values, 0, 1);
    }
    assertThat(scale.mean()).isCloseTo(0.0005, within(0.0001));
    assertThat(scale.deviation()).isCloseTo(0.00029, within(0.0001));
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
