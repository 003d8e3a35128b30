package io.gradstream.cli;

import io.gradstream.cli.running.Holding;
import io.gradstream.jobs.LearnerHistory;
import io.gradstream.jobs.LearnerHistory.Begun;
import io.gradstream.local.FlinkRest;
import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/**
 * What a deploy does beside watching its job: says in the state folder how far it is, and to its
 * user how the learner does.
 *
 * @param history absent where this machine does not reach Kafka
 */
record DeployMilestones(
    Holding holding,
    Optional<LearnerHistory> history,
    FailedCheckpoints failed,
    Optional<LiveTelling> live)
    implements Deployment.Milestones {

  @Override
  public void starts(URI flink, String job, boolean isSession) {
    holding.starts(flink, job, isSession);
  }

  @Override
  public void runs() {
    holding.runs(number());
  }

  /** A later deploy from this folder knows by it that nobody else has run the learner since. */
  private Optional<Long> number() {
    try {
      return history.flatMap(LearnerHistory::lastRun).map(Begun::run);
    } catch (KafkaException away) {
      return Optional.empty(); // that deploy looks closer, then
    }
  }

  @Override
  public void look(FlinkRest cluster, String job) {
    failed.look(cluster, job);
    live.ifPresent(LiveTelling::look);
  }
}
