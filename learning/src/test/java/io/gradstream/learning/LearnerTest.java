package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.features.event.Event;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.schemas.Lineage;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.PartitionProgress;
import io.gradstream.schemas.Version;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LearnerTest {

  static Stream<Target> targets() {
    return Stream.of(TestSpecs.BINARY, TestSpecs.CLASSES, TestSpecs.OPEN, TestSpecs.VALUE);
  }

  private static Map<String, Double> measures(Learner learner) {
    return learner.scores().measures().stream()
        .collect(Collectors.toMap(Measure::name, Measure::value));
  }

  private static byte[] bytes(Learner learner) {
    return SnapshotCodec.encode(learner.snapshot());
  }

  @Test
  void usageExample() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 2000, 1);
    try (Learner learner = TestSpecs.binary(8).newLearner("", 1)) {
      examples.forEach(learner::learn);

      Answer answer = learner.answer(examples.get(0).event());

      assertThat(answer.output()).hasSize(1);
      assertThat(answer.version()).isEqualTo(new Version(1, 250));
      assertThat(answer.learnedThrough()).contains(examples.get(1999).position());
      assertThat(measures(learner).get("accuracy")).isGreaterThan(0.75);
      assertThat(measures(learner).get("auc")).isGreaterThan(0.8);
    }
  }

  @Test
  void valuesFarFromZeroAreLearned() {
    try (Learner learner = TestSpecs.of(TestSpecs.VALUE, TestSpecs.ADAM, 8, 7).newLearner("", 1)) {
      Examples.of(TestSpecs.VALUE, 4000, 1).forEach(learner::learn);

      Map<String, Double> measures = measures(learner);
      assertThat(measures.get("mae")).isLessThan(0.7 * measures.get("mean_mae"));
    }
  }

  /** It was answered by a model that had learned nothing. */
  @Test
  void firstBatchIsNotScored() {
    List<Example> examples = Examples.of(TestSpecs.VALUE, 16, 1);
    try (Learner learner = TestSpecs.of(TestSpecs.VALUE, TestSpecs.ADAM, 8, 7).newLearner("", 1)) {
      examples.subList(0, 8).forEach(learner::learn);
      assertThat(measures(learner)).containsEntry("n", 8.0).containsEntry("n_scored", 0.0);
      assertThat(measures(learner)).doesNotContainKey("mae");

      examples.subList(8, 16).forEach(learner::learn);
      assertThat(measures(learner)).containsEntry("n", 16.0).containsEntry("n_scored", 8.0);
      assertThat(measures(learner)).containsKeys("mae", "mean_mae", "no_change_mae");
    }
  }

  @Test
  void versionAdvancesWithEveryMiniBatch() {
    try (Learner learner = TestSpecs.binary(4).newLearner("", 3)) {
      List<Boolean> advanced =
          Examples.of(TestSpecs.BINARY, 9, 1).stream().map(learner::learn).toList();

      assertThat(advanced)
          .containsExactly(false, false, false, true, false, false, false, true, false);
      assertThat(learner.version()).isEqualTo(new Version(3, 2));
      assertThat(learner.gathered()).isEqualTo(1);
      assertThat(learner.scores().count()).isEqualTo(8);
    }
  }

  @Test
  void lineageSaysWhatWasLearned() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 11, 1);
    try (Learner learner = TestSpecs.binary(4).newLearner("", 1)) {
      assertThat(learner.lineage()).isEqualTo(Lineage.NONE);

      examples.forEach(learner::learn);

      assertThat(learner.lineage())
          .isEqualTo(
              new Lineage(
                  Optional.of(examples.get(7).position()),
                  8,
                  0,
                  List.of(
                      new PartitionProgress("events", 0, 3, -1),
                      new PartitionProgress("events", 1, 3, -1))));
      assertThat(learner.snapshot().lineage()).isEqualTo(learner.lineage());
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void nothingButAStepChangesTheSnapshot(Target target) {
    List<Example> examples = Examples.of(target, 30, 1);
    try (Learner learner = TestSpecs.of(target, TestSpecs.ADAM, 8, 7).newLearner("", 1)) {
      examples.subList(0, 16).forEach(learner::learn);
      byte[] atVersion = bytes(learner);

      examples.subList(16, 20).forEach(learner::learn);
      learner.setLearningRate(0.5f);
      learner.pause();
      examples.subList(20, 30).forEach(learner::learn);
      learner.resume();
      examples.forEach(example -> learner.answer(example.event()));

      assertThat(learner.version().step()).isEqualTo(2);
      assertThat(bytes(learner)).isEqualTo(atVersion);
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void sameSeedSameBits(Target target) {
    LearnerSpec spec = TestSpecs.of(target, TestSpecs.ADAM, 8, 7);
    List<Example> examples = Examples.of(target, 200, 1);
    try (Learner one = spec.newLearner("", 1);
        Learner other = spec.newLearner("", 1);
        Learner anotherSeed = TestSpecs.of(target, TestSpecs.ADAM, 8, 8).newLearner("", 1)) {
      examples.forEach(one::learn);
      examples.forEach(other::learn);
      examples.forEach(anotherSeed::learn);

      assertThat(bytes(one)).isEqualTo(bytes(other));
      assertThat(one.snapshot().weights()).isNotEqualTo(anotherSeed.snapshot().weights());
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void answeringChangesNothing(Target target) {
    LearnerSpec spec = TestSpecs.of(target, TestSpecs.ADAM, 8, 7);
    List<Example> examples = Examples.of(target, 100, 1);
    List<Example> strangers = Examples.of(target, 100, 99);
    try (Learner silent = spec.newLearner("", 1);
        Learner asked = spec.newLearner("", 1)) {
      for (int i = 0; i < 100; i++) {
        asked.answer(examples.get(i).event());
        asked.answer(Event.of(5L, 1e9, "unheard of " + i));
        silent.learn(examples.get(i));
        asked.learn(examples.get(i));
        asked.answer(strangers.get(i).event());
      }

      assertThat(bytes(asked)).isEqualTo(bytes(silent));
      assertThat(asked.scores().measures()).isEqualTo(silent.scores().measures());
    }
  }

  @Test
  void answeringAloneLeavesNothingToWrite() {
    try (Learner learner = TestSpecs.binary(4).newLearner("", 1)) {
      learner.write(new InMemoryLearnerStore());

      learner.answer(Event.of(5L, 3.0, "place1"));

      assertThat(learner.isDirty()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void snapshotPredictsAsTheLearnerAnswers(Target target) {
    List<Example> examples = Examples.of(target, 500, 1);
    try (Learner learner = TestSpecs.of(target, TestSpecs.ADAM, 8, 7).newLearner("", 1)) {
      examples.forEach(learner::learn);

      try (Model served = Model.of(SnapshotCodec.decode(bytes(learner)))) {
        for (Example example : examples) {
          assertThat(served.predict(example.event()))
              .isEqualTo(learner.answer(example.event()).output());
        }
      }
    }
  }

  @Test
  void pauseCountsWhatItSkips() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 20, 1);
    try (Learner learner = TestSpecs.binary(4).newLearner("", 1)) {
      examples.subList(0, 6).forEach(learner::learn);
      learner.pause();
      examples.subList(6, 16).forEach(learner::learn);

      assertThat(learner.isPaused()).isTrue();
      assertThat(learner.version().step()).isEqualTo(1);
      assertThat(learner.skippedExamples()).isEqualTo(10);
      assertThat(learner.lineage().skipped()).isZero();

      learner.resume();
      examples.subList(16, 18).forEach(learner::learn);

      assertThat(learner.version().step()).isEqualTo(2);
      assertThat(learner.lineage().skipped()).isEqualTo(10);
      assertThat(learner.lineage().examples()).isEqualTo(8);
    }
  }

  @Test
  void stepThatIsNotFiniteKeepsTheWeightsAndIsCounted() {
    // No target rule lets such a value through; it stands for any loss that is not finite.
    LearnerSpec spec = TestSpecs.of(TestSpecs.VALUE, TestSpecs.ADAM, 4, 7);
    List<Example> examples = Examples.of(TestSpecs.VALUE, 12, 1);
    Example last = examples.get(7);
    Example absurd = new Example(last.event(), last.id(), Float.NaN, last.position());
    try (Learner learner = spec.newLearner("", 1)) {
      examples.subList(0, 7).forEach(learner::learn);
      float[] before = learner.snapshot().weights();

      assertThat(learner.learn(absurd)).isTrue();

      assertThat(learner.skippedUpdates()).isEqualTo(1);
      assertThat(learner.version().step()).isEqualTo(2);
      assertThat(learner.lineage().examples()).isEqualTo(8);
      assertThat(learner.snapshot().weights()).isEqualTo(before);
    }
  }

  @Test
  void learningRateHoldsFromTheNextStepOn() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 8, 1);
    OptimizerSpec sgd = new OptimizerSpec.Sgd(0.1f);
    try (Learner slow = TestSpecs.of(TestSpecs.BINARY, sgd, 4, 7).newLearner("", 1);
        Learner changed = TestSpecs.of(TestSpecs.BINARY, sgd, 4, 7).newLearner("", 1)) {
      examples.subList(0, 4).forEach(slow::learn);
      examples.subList(0, 4).forEach(changed::learn);
      changed.setLearningRate(0.2f);
      assertThat(bytes(changed)).isEqualTo(bytes(slow));

      examples.subList(4, 8).forEach(slow::learn);
      examples.subList(4, 8).forEach(changed::learn);

      assertThat(changed.learningRate()).isEqualTo(0.2f);
      assertThat(changed.snapshot().weights()).isNotEqualTo(slow.snapshot().weights());
    }
  }

  @Test
  void learningRateThatCannotBeIsRefused() {
    try (Learner learner = TestSpecs.binary(4).newLearner("", 1)) {
      for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
        assertThatThrownBy(() -> learner.setLearningRate(rate))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("learningRate must be");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void startingAnewEqualsANewLearner(Target target) {
    LearnerSpec spec = TestSpecs.of(target, TestSpecs.ADAM, 8, 7);
    List<Example> examples = Examples.of(target, 100, 1);
    try (Learner used = spec.newLearner("one", 1);
        Learner fresh = spec.newLearner("other", 5)) {
      examples.forEach(used::learn);
      used.setLearningRate(0.5f);
      used.pause();

      used.startAnew("other", 5);
      assertThat(bytes(used)).isEqualTo(bytes(fresh));

      examples.forEach(used::learn);
      examples.forEach(fresh::learn);
      assertThat(bytes(used)).isEqualTo(bytes(fresh));
      assertThat(used.scores().measures()).isEqualTo(fresh.scores().measures());
      assertThat(used.key()).isEqualTo("other");
    }
  }

  @Test
  void keysStartWithWeightsOfTheirOwn() {
    try (Learner one = TestSpecs.binary(4).newLearner("one", 1);
        Learner other = TestSpecs.binary(4).newLearner("other", 1)) {
      assertThat(one.snapshot().weights()).isNotEqualTo(other.snapshot().weights());
    }
  }
}
