package io.gradstream.learning.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PageHinkleyTest {

  private static final double TOLERANCE = 0.1;

  /** m_T - min m_t of m_T = sum of x_t - mean_t - tolerance, as the papers write it. */
  private static double byDefinition(double[] values, int length) {
    double sum = 0;
    double least = 0;
    double total = 0;
    for (int t = 0; t < length; t++) {
      total += values[t];
      sum += values[t] - total / (t + 1) - TOLERANCE;
      least = Math.min(least, sum);
    }
    return sum - least;
  }

  @Test
  void sumFromItsLeastValueIsThePapers() {
    PageHinkley detector = new PageHinkleyConfig(1, TOLERANCE, 1000, 1, true).detector();
    double[] values = DriftSequence.NORMAL_ABRUPT.values(1);
    for (int i = 0; i < 3000; i++) {
      detector.add(values[i]);
      assertThat(detector.statistic()).isCloseTo(byDefinition(values, i + 1), within(1e-8));
    }
    assertThat(detector.statistic()).isGreaterThan(100);
  }

  @Test
  void sumFromItsLeastValueTellsSoonerAfterALongCalm() {
    int late = delay(false);
    int soon = delay(true);

    assertThat(soon).isLessThan(late).isBetween(50, 150);
  }

  /** Values after a calm of 20,000 until a rise by one is told. */
  private static int delay(boolean fromLeast) {
    DriftDetector detector = new PageHinkleyConfig(29, 0.05, 50, 0.9999, fromLeast).detector();
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      assertThat(detector.add(0.3 * random.nextGaussian())).isEqualTo(Signal.NONE);
    }
    int delay = 0;
    while (detector.add(1 + 0.3 * random.nextGaussian()) == Signal.NONE) {
      delay++;
    }
    return delay;
  }

  @Test
  void fallsAreNotTold() {
    DriftDetector detector = PageHinkleyConfig.DEFAULT.detector();
    for (int i = 0; i < 4000; i++) {
      assertThat(detector.add(i < 2000 ? 5 : 0)).isEqualTo(Signal.NONE);
    }
  }
}
