package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.faults.Shape;
import io.gradstream.faults.Shape.Backend;
import io.gradstream.faults.Upgrades;
import io.gradstream.faults.Upgrades.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Learners that are stopped with a savepoint in mid-stream and go on in another shape. */
@ResourceLock(OnCluster.MACHINE)
final class UpgradeIT {

  private static final long SEED = 9;
  private static final int MACHINES = 1100;

  @Test
  void everyBitIsThatOfAnUndisturbedRunWhateverTheParallelismAndTheBackend() {
    try (Upgrades upgrades = Upgrades.start(SEED, MACHINES, System.out::println)) {
      upgrades.feed(3000);
      assertGood(upgrades.change(new Shape(1, Backend.HEAP, false, 8)));
      assertGood(upgrades.change(new Shape(3, Backend.ROCKSDB, true, 32)));
      assertGood(upgrades.change(new Shape(2, Backend.ROCKSDB, false, 8)));
      assertThat(upgrades.finish()).isEmpty();
    }
  }

  private static void assertGood(Step step) {
    assertThat(step.findings()).isEmpty();
    assertThat(step.keys()).isGreaterThanOrEqualTo(1000);
  }
}
