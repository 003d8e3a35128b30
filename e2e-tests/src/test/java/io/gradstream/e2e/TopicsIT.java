package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.local.reports.Standing;
import io.gradstream.schemas.Topics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happens around the topics does not stop a learner. */
@ExtendWith(OnCluster.class)
final class TopicsIT {

  private static final int OUTAGE_SECONDS = 20;

  private final Cluster cluster;

  TopicsIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void aLearnerWhoseTopicsAreNotThereLearnsOnceTheyAre() {
    try (RunningLearner learner = RunningLearner.deployAgain(cluster, "no-topics.yaml");
        Sender sender = new Sender(cluster.broker().address())) {
      learner.send(sender, 0, 40);
      finish(sender, learner);
      assertThat(learner.standingAfter(40, 0).examples()).isEqualTo(40);
    }
  }

  @Test
  void aBrokerThatIsAwayForTwentySecondsCostsNoExample() {
    try (RunningLearner learner = RunningLearner.deploy(cluster, "outage.yaml")) {
      try (Sender sender = new Sender(cluster.broker().address())) {
        learner.send(sender, 0, 40);
        sender.mark(Measurements.time(105), learner.events(), learner.labels());
      }
      learner.standingWhen(at -> at.scores().isPresent());
      outage();
      try (Sender sender = new Sender(cluster.broker().address())) {
        learner.send(sender, 40, 80);
        finish(sender, learner);
      }
      Standing standing = learner.standingAfter(80, 0);
      assertThat(standing.joined()).isEqualTo(80);
      assertThat(standing.examples()).isEqualTo(80);
      assertThat(standing.missed()).isZero();
      assertThat(standing.dead()).isZero();
    }
  }

  @Test
  void theBrokersClockStampsWhatALearnerWritesAndCommandsAreKeptForGood() throws Exception {
    String learner = Learners.read("redeployed.yaml").name();
    Topics topics = Topics.of(learner);
    try (Admin admin = cluster.broker().admin()) {
      if (!admin.listTopics().names().get().contains(topics.metrics())) { // one of a release before
        cluster.broker().createTopics(List.of(new NewTopic(topics.metrics(), 2, (short) 1)));
      }
      try (RunningLearner running = RunningLearner.deployAgain(cluster, "redeployed.yaml")) {
        Eventually.get(running::state, state -> state.equals("RUNNING"));
      }
      for (String topic :
          List.of(
              topics.predictions(),
              topics.models(),
              topics.metrics(),
              topics.deadLetters(),
              topics.control())) {
        assertThat(setting(admin, topic, "message.timestamp.type")).isEqualTo("LogAppendTime");
      }
      assertThat(setting(admin, topics.control(), "retention.ms")).isEqualTo("-1");
      assertThat(setting(admin, topics.models(), "cleanup.policy")).isEqualTo("compact");
    }
  }

  private static String setting(Admin admin, String topic, String key) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get().get(resource).get(key).value();
  }

  private void outage() {
    cluster.broker().stop();
    CompletableFuture.runAsync(
            cluster.broker()::restart,
            CompletableFuture.delayedExecutor(OUTAGE_SECONDS, TimeUnit.SECONDS))
        .join();
    cluster.broker().awaitReady();
  }

  private static void finish(Sender sender, RunningLearner learner) {
    sender.mark(Measurements.time(10_000), learner.events(), learner.labels());
  }
}
