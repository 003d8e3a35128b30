package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.faults.Fault;
import io.gradstream.faults.FaultResult;
import io.gradstream.faults.Kills;
import io.gradstream.faults.Machines;
import io.gradstream.faults.Proof;
import io.gradstream.faults.Variant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Nothing is lost and nothing learned twice, whatever is killed, and what is answered is what the
 * published models say. The short form; all faults, for as long as one likes: {@code gradstream
 * chaos}.
 */
@ResourceLock(OnCluster.MACHINE)
final class ChaosIT {

  private static final long SEED = 5;
  private static final int MACHINES = 20;
  private static final Variant VARIANT = Variant.usual(true);

  @Test
  void everyBitIsThatOfAnUndisturbedRunAndEveryAnswerIsThereOnce() {
    List<Fault> faults = List.of(Kills.TASK_MANAGER_DURING_CHECKPOINT, Kills.ALL);
    try (Proof proof =
        Proof.start(
            Machines.spec("chaos", VARIANT),
            VARIANT.backend(),
            SEED,
            MACHINES,
            System.out::println)) {
      assertThat(faults.stream().map(proof::round)).allMatch(FaultResult::isGood);
      Proof.Verdict verdict = proof.finish();
      assertThat(verdict.findings()).isEmpty();
      assertThat(verdict.different()).isZero();
      assertThat(verdict.compared()).isPositive();
      assertThat(verdict.commands()).isPositive();
    }
  }
}
