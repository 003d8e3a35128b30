package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.schemas.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A learner on a session cluster, which has the engine on its own class path or has not. */
@ExtendWith(OnCluster.class)
final class SessionClusterIT {

  private final Cluster cluster;

  SessionClusterIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void aCancelledLearnerCanBeDeployedAgainInTheSameCluster() {
    Version first;
    try (RunningLearner learner = RunningLearner.deploy(cluster, "redeployed.yaml")) {
      first = versionAfterLearning(learner, 0);
    }
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, "redeployed.yaml")) {
      assertThat(versionAfterLearning(learner, 40)).isGreaterThan(first);
    }
  }

  private Version versionAfterLearning(RunningLearner learner, int from) {
    Measurements measurements = new Measurements(learner.spec());
    try (Sender sender = new Sender(cluster.broker().address())) {
      for (int i = from; i < from + 40; i++) {
        String id = "r-" + i;
        sender.good(learner.events(), id, measurements.event(i, id, i));
        sender.good(learner.labels(), id, Measurements.label(id, i, 20));
      }
      sender.mark(Measurements.time(from + 39), learner.events(), learner.labels());
    }
    return learner
        .standingWhen(at -> at.scores().map(ModelScores::scored).orElse(0L) > from)
        .scores()
        .orElseThrow()
        .version();
  }
}
