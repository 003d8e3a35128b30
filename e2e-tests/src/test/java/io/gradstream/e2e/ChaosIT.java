package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.faults.Fault;
import io.gradstream.faults.FaultResult;
import io.gradstream.faults.Kills;
import io.gradstream.faults.Machines;
import io.gradstream.faults.Proof;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Nothing is lost and nothing learned twice, whatever is killed. The short form; all faults, for as
 * long as one likes: {@code gradstream chaos}.
 */
final class ChaosIT {

  private static final long SEED = 5;
  private static final int MACHINES = 20;

  @Test
  void everyBitIsThatOfAnUndisturbedRunAndEveryAnswerIsThereOnce() {
    List<Fault> faults = List.of(Kills.TASK_MANAGER_DURING_CHECKPOINT, Kills.ALL);
    try (Proof proof =
        Proof.start(Machines.spec("chaos", true), SEED, MACHINES, System.out::println)) {
      assertThat(faults.stream().map(proof::round)).allMatch(FaultResult::isGood);
      assertThat(proof.finish()).isEmpty();
    }
  }
}
