package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

final class AdwinTest {

  @Test
  void windowHoldsTheLastValuesAndTheirMeanAndVariance() {
    ExponentialHistogram histogram = new ExponentialHistogram();
    Deque<Double> window = new ArrayDeque<>();
    Random random = new Random(2);
    for (int i = 0; i < 5000; i++) {
      double value = random.nextGaussian() * 3 + 7;
      histogram.add(value);
      window.addLast(value);
      if (random.nextInt(50) == 0) {
        long oldest = ExponentialHistogram.values(histogram.rows() - 1);
        histogram.dropOldest();
        for (long gone = 0; gone < oldest; gone++) {
          window.removeFirst();
        }
      }
      assertThat(histogram.width()).isEqualTo(window.size());
      assertThat(histogram.mean()).isCloseTo(mean(window), within(1e-9));
      assertThat(histogram.variance()).isCloseTo(variance(window), within(1e-8));
    }
  }

  private static double mean(Deque<Double> values) {
    return values.stream().mapToDouble(x -> x).average().orElse(0);
  }

  private static double variance(Deque<Double> values) {
    double mean = mean(values);
    return values.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElse(0);
  }

  @Test
  void memoryOfAMillionValuesIsBoundedByTheLogarithm() {
    Adwin detector = new AdwinConfig(1e-9, 32).detector();
    Random random = new Random(3);
    int largest = 0;
    for (int i = 0; i < 1_000_000; i++) {
      detector.add(random.nextGaussian());
      if (i % 1000 == 0) {
        largest = Math.max(largest, detector.state().length);
      }
    }
    int rows = 19; // 4 + 4 * 2 + ... + 4 * 2^17 < 1,000,000 < the same with one row more
    assertThat(detector.width()).isEqualTo(1_000_000);
    assertThat(largest).isLessThan(64 + rows * (1 + ExponentialHistogram.MOST * 2 * Double.BYTES));
    assertThat(detector.mean()).isCloseTo(0, within(0.005));
  }

  @Test
  void windowShrinksToWhatCameAfterTheChange() {
    Adwin detector = AdwinConfig.DEFAULT.detector();
    Random random = new Random(4);
    for (int i = 0; i < 20_000; i++) {
      detector.add(random.nextGaussian() + (i < 15_000 ? 0 : 2));
    }
    assertThat(detector.width()).isBetween(4900L, 5200L);
    assertThat(detector.mean()).isCloseTo(2, within(0.1));
  }

  @Test
  void saysWhichWayTheMeanWent() {
    Adwin detector = AdwinConfig.DEFAULT.detector();
    for (int i = 0; i < 3000; i++) {
      if (detector.add(i % 2 + (i / 1000 == 1 ? 1 : 0)) == Signal.DRIFT) {
        assertThat(detector.isRising()).isEqualTo(i < 2000);
      }
    }
    assertThat(detector.isRising()).isFalse();
  }

  /** Theorem 3.1, part 1: a window of one mean is cut with a chance of delta at most. */
  @Test
  void falseAlarmsAreAtMostDeltaOfTheTests() {
    Random random = new Random(5);
    for (double delta : new double[] {0.002, 0.05, 0.3}) {
      assertThat(alarms(delta, i -> random.nextGaussian())).isLessThanOrEqualTo(delta);
      assertThat(alarms(delta, i -> random.nextDouble())).isLessThanOrEqualTo(delta);
      assertThat(alarms(delta, i -> random.nextInt(10) == 0 ? 1 : 0)).isLessThanOrEqualTo(delta);
      assertThat(alarms(delta, i -> 5)).isZero();
    }
  }

  /** Share of tests that found a drift, over 50 streams. */
  private static double alarms(double delta, IntFunction<Number> stream) {
    int alarms = 0;
    int tests = 0;
    for (int repeat = 0; repeat < 50; repeat++) {
      Adwin detector = new AdwinConfig(delta, 32).detector();
      for (int i = 0; i < 3200; i++) {
        alarms += detector.add(stream.apply(i).doubleValue()) == Signal.DRIFT ? 1 : 0;
      }
      tests += 100;
    }
    return (double) alarms / tests;
  }

  @Test
  void aValueOfTheLargestSizeIsForgottenWithoutATrace() {
    Adwin detector = new AdwinConfig(0.3, 1).detector();
    Random random = new Random(6);
    for (int i = 0; i < 500; i++) {
      detector.add(DriftDetector.LARGEST);
    }
    for (int i = 0; i < 2000; i++) {
      detector.add(random.nextDouble());
    }
    assertThat(detector.width()).isLessThanOrEqualTo(2000);
    assertThat(detector.mean()).isBetween(0.4, 0.6);
  }
}
