package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.LocalProcess;
import io.gradstream.local.LocalRun;
import io.gradstream.local.reports.Standing.ModelScores;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A learner that is cancelled and deployed again, over and over, in one session cluster. */
@ResourceLock(OnCluster.MACHINE)
final class RedeployIT {

  private static final String SPEC = "redeployed-ten.yaml";
  private static final int DEPLOYS = 6;
  private static final int WARM = 3; // deploys after which nothing may grow
  private static final int EVENTS = 40; // for each deploy

  @Test
  void sixDeploysLeaveNoClassesAndNoNativeMemoryBehind() {
    List<JvmMemory> worker = new ArrayList<>();
    List<JvmMemory> manager = new ArrayList<>();
    try (Cluster cluster = new Cluster(LocalRun.startWithFixedHeaps())) {
      for (int deploy = 0; deploy < DEPLOYS; deploy++) {
        try (RunningLearner learner = deploy(cluster, deploy == 0)) {
          learnMore(cluster, learner, deploy * EVENTS);
        }
        worker.add(memory(cluster.flink().taskManagers().get(0)));
        manager.add(memory(cluster.flink().jobManager()));
      }
    }
    assertFlat(worker);
    assertFlat(manager);
  }

  private static RunningLearner deploy(Cluster cluster, boolean first) {
    return first ? RunningLearner.deploy(cluster, SPEC) : RunningLearner.deployAgain(cluster, SPEC);
  }

  private static JvmMemory memory(LocalProcess process) {
    JvmMemory memory = JvmMemory.afterCollection(process);
    System.out.println(process.name() + ": " + memory);
    return memory;
  }

  private static void assertFlat(List<JvmMemory> readings) {
    JvmMemory warm = readings.get(WARM - 1);
    JvmMemory last = readings.get(DEPLOYS - 1);
    assertThat(last.metaspace()).isLessThan(warm.metaspace() + (4 << 10));
    assertThat(last.jobLoaders()).isLessThanOrEqualTo(warm.jobLoaders());
    assertThat(last.anonymous()).isLessThan(warm.anonymous() + (32 << 10));
  }

  private static void learnMore(Cluster cluster, RunningLearner learner, int from) {
    Measurements measurements = new Measurements(learner.spec());
    try (Sender sender = new Sender(cluster.broker().address())) {
      for (int i = from; i < from + EVENTS; i++) {
        String id = "t-" + i;
        sender.good(learner.events(), id, measurements.event(i, id, i));
        sender.good(learner.labels(), id, Measurements.label(id, i, 20));
      }
      sender.mark(Measurements.time(from + EVENTS), learner.events(), learner.labels());
    }
    learner.standingWhen(at -> at.scores().map(ModelScores::scored).orElse(0L) > from);
  }
}
