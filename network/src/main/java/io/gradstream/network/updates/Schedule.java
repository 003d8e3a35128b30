package io.gradstream.network.updates;

import io.gradstream.network.spec.ScheduleSpec;
import io.gradstream.network.spec.ScheduleSpec.Constant;
import io.gradstream.network.spec.ScheduleSpec.CosineRestarts;
import io.gradstream.network.spec.ScheduleSpec.InverseSquareRoot;
import io.gradstream.network.spec.ScheduleSpec.WarmUp;

/** What {@link ScheduleSpec} says of a step, from its number alone. */
final class Schedule {

  private Schedule() {}

  /**
   * What the learning rate is multiplied by. In strict double precision: the same on every machine.
   *
   * @param step from 1
   */
  static double factor(ScheduleSpec spec, long step) {
    if (spec instanceof Constant) {
      return 1;
    }
    if (spec instanceof WarmUp warmUp) {
      return Math.min(1, (double) step / warmUp.steps());
    }
    if (spec instanceof InverseSquareRoot root) {
      double ratio = (double) step / root.warmUp();
      return ratio < 1 ? ratio : 1 / Math.sqrt(ratio);
    }
    if (spec instanceof CosineRestarts restarts) {
      double cosine = StrictMath.cos(StrictMath.PI * progress(restarts, step - 1));
      return restarts.floor() + (1 - restarts.floor()) * 0.5 * (1 + cosine);
    }
    throw new AssertionError("no schedule for " + spec);
  }

  /** How much of its cycle has passed after so many steps: in [0, 1). */
  private static double progress(CosineRestarts spec, long steps) {
    double growth = spec.growth();
    double periods = (double) steps / spec.period();
    if (growth == 1) {
      return periods - Math.floor(periods);
    }
    // cycles before the k-th last (growth^k - 1) / (growth - 1) periods
    double cycles = StrictMath.log(1 + periods * (growth - 1)) / StrictMath.log(growth);
    double length = StrictMath.pow(growth, Math.floor(cycles + 1e-9));
    double progress = (periods - (length - 1) / (growth - 1)) / length;
    return Math.max(0, Math.min(progress, 1));
  }
}
