package io.gradstream.network.spec;

/**
 * What the learning rate is multiplied by, at each step from 1. None of them ends: a stream does
 * not.
 */
public sealed interface ScheduleSpec {

  /** 1. */
  record Constant() implements ScheduleSpec {}

  /** Linear from 1 / steps to 1, then 1. */
  record WarmUp(long steps) implements ScheduleSpec {
    public WarmUp {
      Arguments.check(steps > 0, "steps of warmUp", "at least 1", steps);
    }
  }

  /** Linear to 1 over the warm-up, then sqrt(warmUp / step); Vaswani et al. 2017. */
  record InverseSquareRoot(long warmUp) implements ScheduleSpec {
    public InverseSquareRoot {
      Arguments.check(warmUp > 0, "warmUp of inverseSquareRoot", "at least 1", warmUp);
    }
  }

  /**
   * Half a cosine from 1 to {@code floor}, again and again, each time {@code growth} times as long;
   * Loshchilov and Hutter 2017.
   *
   * @param period steps of the first cycle
   * @param growth at least 1
   * @param floor in [0, 1]
   */
  record CosineRestarts(long period, float growth, float floor) implements ScheduleSpec {
    public CosineRestarts {
      Arguments.check(period > 0, "period of cosineRestarts", "at least 1", period);
      Arguments.check(growth >= 1 && growth <= 100, "growth", "in [1, 100]", growth);
      Arguments.check(floor >= 0 && floor <= 1, "floor", "in [0, 1]", floor);
    }
  }
}
