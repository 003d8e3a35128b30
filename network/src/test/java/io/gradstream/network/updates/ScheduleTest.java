package io.gradstream.network.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.ScheduleSpec.Constant;
import io.gradstream.network.spec.ScheduleSpec.CosineRestarts;
import io.gradstream.network.spec.ScheduleSpec.InverseSquareRoot;
import io.gradstream.network.spec.ScheduleSpec.WarmUp;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void constantIsOneForEver() {
    assertFactor(new Constant(), 1, 1);
    assertFactor(new Constant(), Long.MAX_VALUE, 1);
  }

  @Test
  void warmUpRisesToOneAndStays() {
    assertFactor(new WarmUp(4), 1, 0.25);
    assertFactor(new WarmUp(4), 3, 0.75);
    assertFactor(new WarmUp(4), 4, 1);
    assertFactor(new WarmUp(4), 1_000_000, 1);
  }

  @Test
  void inverseSquareRootFallsAfterItsWarmUp() {
    assertFactor(new InverseSquareRoot(100), 25, 0.25);
    assertFactor(new InverseSquareRoot(100), 100, 1);
    assertFactor(new InverseSquareRoot(100), 400, 0.5);
    assertFactor(new InverseSquareRoot(100), 1_000_000, 0.01);
  }

  @Test
  void cosineFallsToItsFloorAndRestarts() {
    CosineRestarts spec = new CosineRestarts(10, 1f, 0.2f);
    assertFactor(spec, 1, 1);
    assertFactor(spec, 6, 0.6);
    assertFactor(spec, 11, 1);
    assertFactor(spec, 10_000_006, 0.6);
  }

  @Test
  void eachCycleIsLongerThanTheOneBefore() {
    CosineRestarts spec = new CosineRestarts(10, 2f, 0f); // cycles of 10, 20, 40, ...
    for (long start : new long[] {0, 10, 30, 70, 150, 10 * ((1L << 40) - 1)}) {
      assertFactor(spec, start + 1, 1);
    }
    assertFactor(spec, 6, 0.5);
    assertFactor(spec, 21, 0.5);
    assertFactor(spec, 51, 0.5);
    assertThat(Schedule.factor(spec, 10)).isLessThan(0.05);
    assertThat(Schedule.factor(spec, 30)).isLessThan(0.01);
  }

  private static void assertFactor(ScheduleSpec spec, long step, double expected) {
    assertThat(Schedule.factor(spec, step)).isCloseTo(expected, within(1e-6));
  }
}
