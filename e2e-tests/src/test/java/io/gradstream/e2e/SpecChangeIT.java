package io.gradstream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.learning.spec.SpecBundle;
import io.gradstream.learning.spec.read.SpecReader;
import io.gradstream.local.reports.Standing;
import io.gradstream.local.reports.Standing.ModelScores;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A learner that is stopped with a savepoint and goes on from it under another spec. */
@ExtendWith(OnCluster.class)
final class SpecChangeIT {

  private static final LearnerSpec FIRST = Learners.read("changed.yaml");
  private static final int EVENTS = 40; // for each deploy: whole mini-batches

  private final Cluster cluster;

  SpecChangeIT(Cluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void aCompatibleChangeKeepsTheModelAndAnotherNetworkOnlyWhatFitsWhenToldTo() {
    LearnerSpec slower = changed(FIRST, "learningRate: 0.01", "learningRate: 0.001");
    slower = changed(slower, "every: 200ms", "every: 300ms");
    LearnerSpec wider = changed(slower, "dense: 4", "dense: 6");
    ModelScores first;
    String savepoint;
    try (RunningLearner learner = RunningLearner.deploy(cluster, FIRST)) {
      first = learnMore(learner, 0);
      savepoint = learner.stop();
    }
    ModelScores second;
    try (RunningLearner learner = RunningLearner.goOn(cluster, slower, savepoint, false)) {
      second = learnMore(learner, EVENTS);
      savepoint = learner.stop();
    }
    assertGoesOn(first, second);
    try (RunningLearner learner = RunningLearner.goOn(cluster, wider, savepoint, false)) {
      assertThat(learner.failure())
          .contains(
              "the checkpoint of learner changed is of another spec: network[0].dense was 4 and is 6")
          .contains("--warm-start");
    }
    try (RunningLearner learner = RunningLearner.goOn(cluster, wider, savepoint, true)) {
      assertGoesOn(second, learnMore(learner, 2 * EVENTS));
    }
  }

  /**
   * A target that no label fits, mended under the same name: what waits is learned by the new one.
   */
  @Test
  void whileNothingWasLearnedATargetIsMendedUnderTheSameName() {
    LearnerSpec mended = changed(FIRST, "changed", "beginner");
    LearnerSpec wrong = changed(mended, "\"late > 15\"", "late");
    mended = changed(mended, "kind, as: category, embed: 2", "place, as: category");
    String savepoint;
    try (RunningLearner learner = RunningLearner.deploy(cluster, wrong);
        Sender sender = new Sender(cluster.broker().address())) {
      Measurements measurements = new Measurements(wrong);
      for (int i = 0; i < EVENTS; i++) {
        sender.good(learner.events(), "m-" + i, measurements.event(i, "m-" + i, i));
      }
      sendLabels(sender, learner);
      learner.standingWhen(at -> at.labelsDead() == EVENTS);
      learner.awaitCheckpoint(); // every task runs
      savepoint = learner.stop();
    }
    try (RunningLearner learner = RunningLearner.goOn(cluster, mended, savepoint, false);
        Sender sender = new Sender(cluster.broker().address())) {
      sendLabels(sender, learner);
      sender.mark(Measurements.time(EVENTS), learner.events(), learner.labels());
      Standing standing =
          learner.standingWhen(
              at ->
                  at.joined() >= EVENTS
                      && at.labelsDead() >= EVENTS
                      && at.scores().map(ModelScores::scored).orElse(0L) >= EVENTS);
      assertThat(standing.joined()).isEqualTo(EVENTS);
      assertThat(standing.labelsDead()).as("those of before").isEqualTo(EVENTS);
      savepoint = learner.stop();
    }
    try (RunningLearner learner = RunningLearner.goOn(cluster, wrong, savepoint, true)) {
      assertThat(learner.failure())
          .contains("the checkpoint of learner beginner is of another spec");
    }
  }

  private static void sendLabels(Sender sender, RunningLearner learner) {
    for (int i = 0; i < EVENTS; i++) {
      sender.good(learner.labels(), "m-" + i, Measurements.label("m-" + i, i, 20));
    }
  }

  /** Offsets and steps are of the state: without it all events would be learned again. */
  private static void assertGoesOn(ModelScores before, ModelScores now) {
    assertThat(now.version().generation()).isGreaterThan(before.version().generation());
    assertThat(now.version().step()).isEqualTo(before.version().step() + EVENTS / 4);
    assertThat(now.scored()).isEqualTo(before.scored() + EVENTS);
  }

  private static LearnerSpec changed(LearnerSpec spec, String before, String now) {
    String text = spec.source().text();
    assertThat(text).contains(before);
    return SpecReader.read(new SpecBundle("changed.yaml", text.replace(before, now), Map.of()));
  }

  private static ModelScores learnMore(RunningLearner learner, int from) {
    return learner.learn(from, from + EVENTS);
  }
}
