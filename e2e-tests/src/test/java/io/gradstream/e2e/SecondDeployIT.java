package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.local.reports.Standing.ModelScores;
import io.gradstream.schemas.ControlCommand.SetLearningRate;
import io.gradstream.schemas.ControlRecord;
import io.gradstream.schemas.ControlRecordCodec;
import io.gradstream.schemas.PlacedCommand;
import io.gradstream.schemas.SnapshotMessage;
import io.gradstream.schemas.SnapshotMessageCodec;
import io.gradstream.schemas.Topics;
import io.gradstream.schemas.Version;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A learner that is deployed again while its job runs, from a state that is not its newest. */
@ExtendWith(OnCluster.class)
final class SecondDeployIT {

  private static final LearnerSpec SPEC = Learners.read("forked.yaml");
  private static final int EVENTS = 40; // for each step: whole mini-batches

  private final Cluster cluster;

  SecondDeployIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void theLaterJobTakesOverInAGenerationOfItsOwnAndTheEarlierSaysSoAndEnds() {
    try (RunningLearner earlier = RunningLearner.deploy(cluster, SPEC)) {
      learnMore(earlier, 0);
      String older = earlier.savepoint();
      order(earlier, new SetLearningRate("c1", 0.5f));
      PlacedCommand placed = placed(1).get(0);
      ModelScores abandoned = learnMore(earlier, EVENTS);
      earlier.awaitCheckpoint();

      try (RunningLearner later = RunningLearner.goOn(cluster, SPEC, older, false)) {
        assertThat(earlier.failure())
            .contains("learner forked has been deployed again (run 1")
            .contains("this job (run 0) ends");

        ModelScores now = learnMore(later, 2 * EVENTS);
        assertThat(now.version())
            .isEqualTo(new Version(1, abandoned.version().step() + EVENTS / 4));
        assertThat(placed(1)).containsExactly(placed); // where it was, and once
        assertNothingIsPublishedWithOtherBytes();
      }
    }
  }

  private void order(RunningLearner learner, SetLearningRate rate) {
    try (Sender sender = new Sender(cluster.broker().address())) {
      sender.good(
          Topics.of(learner.spec().name()).control(), "", new ControlRecordCodec().encode(rate));
    }
  }

  /** The positions of commands, once there are so many. */
  private List<PlacedCommand> placed(int count) {
    ControlRecordCodec codec = new ControlRecordCodec();
    try (TopicReader<ControlRecord> records =
        new TopicReader<>(
            cluster.broker().address(), Topics.of(SPEC.name()).control(), codec::decode)) {
      return Eventually.get(
          () ->
              records.poll().stream()
                  .filter(PlacedCommand.class::isInstance)
                  .map(PlacedCommand.class::cast)
                  .toList(),
          all -> all.size() >= count);
    }
  }

  private void assertNothingIsPublishedWithOtherBytes() {
    SnapshotMessageCodec codec = new SnapshotMessageCodec();
    try (TopicReader<SnapshotMessage> snapshots =
        new TopicReader<>(
            cluster.broker().address(), Topics.of(SPEC.name()).models(), codec::decode)) {
      List<SnapshotMessage> all =
          Eventually.get(
              snapshots::poll,
              read -> read.stream().anyMatch(of -> of.version().generation() == 1));
      for (SnapshotMessage one : all) {
        for (SnapshotMessage other : all) {
          if (one.version().equals(other.version())) {
            assertThat(bytes(one)).isEqualTo(bytes(other));
          }
        }
      }
    }
  }

  private static byte[] bytes(SnapshotMessage message) {
    return ((SnapshotMessage.Inline) message.content()).bytes();
  }

  private static ModelScores learnMore(RunningLearner learner, int from) {
    return learner.learn(from, from + EVENTS);
  }
}
