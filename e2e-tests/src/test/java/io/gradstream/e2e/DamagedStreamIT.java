package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.faults.poison.DamageReport;
import io.gradstream.faults.poison.DamagedLearner;
import io.gradstream.faults.poison.DamagedStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of damage, a record of each for every hundred good ones. */
@ExtendWith(OnCluster.class)
final class DamagedStreamIT {

  private static final long EVENTS = 5_000;

  private final Cluster cluster;

  DamagedStreamIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void everyGoodEventIsLearnedAndEveryDamagedOneIsADeadLetterThatSaysWhy() {
    try (RunningLearner learner = RunningLearner.deploy(cluster, DamagedLearner.spec())) {
      DamageReport report =
          new DamagedStream(learner.spec(), cluster.broker().address())
              .run(EVENTS, () -> assertThat(learner.state()).isIn("CREATED", "RUNNING"));

      assertThat(report.failures()).isEmpty();
    }
  }
}
