package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class KswinTest {

  private static final int SAMPLE = 30;

  /** The distance of two empirical distribution functions, at every value by counting. */
  private static double byCounting(double[] a, double[] b) {
    return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b))
        .map(at -> Math.abs(shareUpTo(at, a) - shareUpTo(at, b)))
        .max()
        .orElseThrow();
  }

  private static double shareUpTo(double at, double[] values) {
    return (double) Arrays.stream(values).filter(value -> value <= at).count() / values.length;
  }

  /**
   * The chance that two samples of r values of one continuous distribution are farther apart than
   * {@code critical}: the share of paths through an r x r lattice that stray too far from its
   * diagonal (Gnedenko and Korolyuk 1951).
   */
  private static double exactChance(int r, double critical) {
    double[] paths = new double[r + 1]; // [steps of the second], shares of all orders so far
    paths[0] = 1;
    double inside = 0;
    for (int step = 1; step <= 2 * r; step++) {
      double[] next = new double[r + 1];
      for (int second = Math.max(0, step - r); second <= Math.min(r, step); second++) {
        int first = step - second;
        double left = 2 * r - step + 1;
        double from = first > 0 ? paths[second] * (r - first + 1) / left : 0;
        from += second > 0 ? paths[second - 1] * (r - second + 1) / left : 0;
        next[second] = Math.abs(first - second) <= critical * r ? from : 0;
      }
      paths = next;
      inside = paths[r];
    }
    return 1 - inside;
  }

  @Test
  void distanceIsThatByCounting() {
    Random random = new Random(1);
    for (int repeat = 0; repeat < 2000; repeat++) {
      int values = repeat % 3 == 0 ? 4 : 1000; // few values make ties
      int shift = random.nextInt(3);
      double[] a = random.ints(SAMPLE, 0, values).asDoubleStream().toArray();
      double[] b = random.ints(SAMPLE, shift, values + shift).asDoubleStream().toArray();
      double expected = byCounting(a, b);

      assertThat(Kswin.distance(a, b)).isCloseTo(expected, within(1e-12));
    }
  }

  @Test
  void zeroOfEitherSignIsOneValue() {
    assertThat(Kswin.distance(new double[] {0.0, -0.0}, new double[] {-0.0, -0.0})).isZero();
  }

  @Test
  void exactChanceIsThatOfTables() {
    // Two samples of 5: P(D >= 4/5) = 20 / C(10, 5); of 3: P(D >= 1) = 2 / C(6, 3).
    assertThat(exactChance(5, 0.7)).isCloseTo(20 / 252.0, within(1e-12));
    assertThat(exactChance(3, 0.9)).isCloseTo(2 / 20.0, within(1e-12));
  }

  @Test
  void oneTestErrsLessOftenThanTwiceAlpha() {
    for (double alpha : new double[] {0.0001, 0.001, 0.01, 0.05}) {
      for (int sample : new int[] {10, 30, 100}) {
        double critical = Math.sqrt(-Math.log(alpha) / sample);
        assertThat(exactChance(sample, critical)).isLessThanOrEqualTo(2 * alpha);
      }
    }
  }

  @Test
  void falseAlarmsAreAsRareAsTheExactTestSays() {
    double alpha = 0.01;
    Random random = new Random(2);
    Kswin detector = new KswinConfig(alpha, 300, SAMPLE, 7).detector();
    int values = 200_000;
    int alarms = 0;
    for (int i = 0; i < values; i++) {
      alarms += detector.add(random.nextGaussian()) == Signal.DRIFT ? 1 : 0;
    }
    double exact = exactChance(SAMPLE, Math.sqrt(-Math.log(alpha) / SAMPLE));
    assertThat(alarms).isPositive();
    assertThat((double) alarms / values).isLessThanOrEqualTo(exact);
  }

  @Test
  void findsAChangeOfMeanOfSpreadAndOfShape() {
    Random random = new Random(3);
    List<DoubleSupplier> changed =
        List.of(
            () -> random.nextGaussian() + 2,
            () -> random.nextGaussian() * 10,
            () -> random.nextBoolean() ? 3 : -3);
    for (DoubleSupplier after : changed) {
      Kswin detector = new KswinConfig(0.00001, 400, 100, 1).detector();
      for (int i = 0; i < 1000; i++) {
        assertThat(detector.add(random.nextGaussian())).isEqualTo(Signal.NONE);
      }
      int delay = 0;
      while (detector.add(after.getAsDouble()) != Signal.DRIFT) {
        delay++;
      }
      assertThat(delay).isLessThan(200);
    }
  }

  @Test
  void sameSeedSameDriftsAndAnotherSeedAnotherSample() {
    double[] values = DriftSequence.NORMAL_ABRUPT.values(1);

    assertThat(statistics(1, values)).isEqualTo(statistics(1, values));
    assertThat(statistics(1, values)).isNotEqualTo(statistics(2, values));
  }

  private static List<Double> statistics(long seed, double[] values) {
    Kswin detector = new KswinConfig(0.0001, 100, SAMPLE, seed).detector();
    List<Double> statistics = new ArrayList<>();
    for (double value : values) {
      detector.add(value);
      statistics.add(detector.statistic());
    }
    return statistics;
  }

  @Test
  void onlyTheNewestSampleStaysAfterADrift() {
    Kswin detector = new KswinConfig(0.0001, 100, SAMPLE, 1).detector();
    int i = 0;
    while (detector.add(i < 200 ? i % 7 : 100) != Signal.DRIFT) {
      i++;
    }
    int untested = 0;
    double statistic = detector.statistic();
    while (detector.add(100) == Signal.NONE && detector.statistic() == statistic) {
      untested++;
    }
    assertThat(untested).isEqualTo(100 - SAMPLE - 1);
  }

  @Test
  void samplesAreDrawnWithoutPuttingBackAndEvenly() {
    int population = 70;
    double[] window = IntStream.range(0, population).asDoubleStream().toArray();
    SampleDraw draw = new SampleDraw(5, population, SAMPLE);
    double[] sample = new double[SAMPLE];
    int[] drawn = new int[population];
    int draws = 20_000;
    for (int step = 0; step < draws; step++) {
      draw.draw(step, window, sample);
      assertThat(Arrays.stream(sample).distinct().count()).isEqualTo(SAMPLE);
      for (double place : sample) {
        drawn[(int) place]++;
      }
    }
    double expected = (double) draws * SAMPLE / population;
    double deviation = Math.sqrt(expected * (1 - (double) SAMPLE / population));
    for (int count : drawn) {
      assertThat((double) count).isCloseTo(expected, within(4.5 * deviation));
    }
  }
}
