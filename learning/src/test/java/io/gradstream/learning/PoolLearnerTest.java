package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.features.history.HistoryGroup;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.MetricReport.Measure;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A learner of a pool. */
class PoolLearnerTest {

  private static final int GROWN = 20_000;

  /** One small network and least squares: quick enough for a stream that grows up. */
  private static LearnerSpec small() {
    return TestSpecs.pool(
        TestSpecs.VALUE,
        EnumSet.of(HistoryGroup.LABELS),
        List.of(
            new MemberSpec.Perceptron(
                Optional.of(HistoryGroup.LABELS), List.of(2), 0.01f, Anchor.LAST),
            new MemberSpec.Linear(Optional.of(HistoryGroup.LABELS), Anchor.MEAN)));
  }

  @Test
  void usageExample() {
    LearnerSpec spec = TestSpecs.pool(TestSpecs.BINARY);
    try (Learner learner = spec.newLearner("", 1)) {
      List<Example> examples = Examples.of(TestSpecs.BINARY, 1500, 1);
      examples.forEach(learner::learn);

      assertThat(learner.version()).isEqualTo(new Version(1, 1500)); // each example a step
      assertThat(learner.scores().count()).isEqualTo(1500);
      assertThat(measure(learner, "accuracy")).isGreaterThan(0.85);
      assertThat(learner.hasExploded()).isFalse();
    }
  }

  private static double measure(Learner learner, String name) {
    return learner.scores().measures().stream()
        .filter(measure -> measure.name().equals(name))
        .mapToDouble(Measure::value)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stateGoesOnBitForBitAcrossTheEndOfReplay() {
    LearnerSpec spec = small();
    List<Example> examples = Examples.of(TestSpecs.VALUE, GROWN + 120, 1);
    Map<Integer, RecordingStore> cuts = new LinkedHashMap<>();
    for (int cut : new int[] {GROWN - 300, GROWN - 1, GROWN, GROWN + 1, GROWN + 50}) {
      cuts.put(cut, new RecordingStore());
    }
    RecordingStore expected = new RecordingStore();
    try (Learner undisturbed = spec.newLearner("k", 1)) {
      for (int i = 0; i < examples.size(); i++) {
        if (cuts.containsKey(i)) {
          undisturbed.write(expected);
          expected.copyTo(cuts.get(i));
        }
        undisturbed.learn(examples.get(i));
      }
      undisturbed.write(expected);
    }
    cuts.forEach(
        (cut, store) -> {
          try (Learner restored = spec.newLearner("elsewhere", 3)) {
            restored.read("k", 1, store);
            examples.subList(cut, examples.size()).forEach(restored::learn);
            restored.write(store);
          }
          assertThat(store.content()).as("cut at %d", cut).isEqualTo(expected.content());
        });
  }

  /** As the learner is a moment before it learns: but for the bits of products of other shapes. */
  @Test
  void theScoreIsThatOfTheAnswerBeforeLearning() {
    for (Target target :
        List.of(TestSpecs.BINARY, TestSpecs.CLASSES, TestSpecs.OPEN, TestSpecs.VALUE)) {
      Scores answers = Scores.of(target);
      try (Learner learner = TestSpecs.pool(target).newLearner("", 1)) {
        for (Example example : withKnownPlaces(Examples.of(target, 400, 2))) {
          learner.score(example, answers);
          learner.learn(example);
        }
        List<Measure> scored = learner.scores().measures();
        for (int i = 0; i < scored.size(); i++) {
          Measure answered = answers.measures().get(i);
          assertThat(scored.get(i).name()).isEqualTo(answered.name());
          assertThat(scored.get(i).value())
              .isCloseTo(answered.value(), within(2e-3 * Math.max(1, answered.value())));
        }
      }
    }
  }

  /** A place that is new reads the shared row when it is answered, its own when it is learned. */
  private static List<Example> withKnownPlaces(List<Example> examples) {
    List<Example> known = new ArrayList<>();
    for (Example example : examples) {
      Event event = Event.of(example.event().value(0), example.event().value(1), "place0");
      known.add(
          new Example(
              event, example.id(), example.target(), example.className(), example.position()));
    }
    return known;
  }

  /** Numbers at the end of what a double holds are events too. */
  @Test
  void absurdNumbersDoNotEndItsLearning() {
    for (Target target : List.of(TestSpecs.BINARY, TestSpecs.VALUE)) {
      RecordingStore store = new RecordingStore();
      try (Learner learner = TestSpecs.pool(target).newLearner("", 1)) {
        double[] absurd = {1e308, -1e308, 1e200, -1e200, Double.MIN_VALUE};
        for (int i = 0; i < absurd.length; i++) {
          Event event = Event.of(0L, absurd[i], "place0");
          learner.learn(new Example(event, "", 1, Examples.position(i)));
        }
        Examples.of(target, 300, 1).forEach(learner::learn);
        Event event = Examples.of(target, 1, 2).get(0).event();

        assertThat(learner.answer(event).output()[0]).isFinite();
        assertThat(learner.hasExploded()).isFalse();
        assertThat(learner.scores().measures())
            .extracting(Measure::value)
            .doesNotContain(Double.NaN);
        learner.write(store);
        learner.read("", 1, store);
      }
    }
  }

  @Test
  void learnersOfTheSameSeedAreEqualAndOfAnotherKeyAreNot() {
    List<Example> examples = Examples.of(TestSpecs.BINARY, 60, 1);
    LearnerSpec spec = TestSpecs.pool(TestSpecs.BINARY);
    try (Learner one = spec.newLearner("a", 1);
        Learner same = spec.newLearner("a", 1);
        Learner other = spec.newLearner("b", 1)) {
      for (Example example : examples) {
        one.learn(example);
        same.learn(example);
        other.learn(example);
      }
      assertThat(same.snapshot().weights()).isEqualTo(one.snapshot().weights());
      assertThat(other.snapshot().weights()).isNotEqualTo(one.snapshot().weights());
    }
  }

  @Test
  void aRateThatIsOrderedScalesAllMembersAndSurvives() {
    RecordingStore store = new RecordingStore();
    List<Example> examples = withKnownPlaces(Examples.of(TestSpecs.BINARY, 60, 1));
    LearnerSpec spec = TestSpecs.pool(TestSpecs.BINARY);
    try (Learner slow = spec.newLearner("k", 1);
        Learner restored = spec.newLearner("k", 1)) {
      examples.subList(0, 30).forEach(slow::learn);
      float[] before = slow.snapshot().weights();
      slow.setLearningRate(1e-9f);
      slow.write(store);
      restored.read("k", 1, store);
      examples.subList(30, 60).forEach(slow::learn);
      examples.subList(30, 60).forEach(restored::learn);

      float[] after = slow.snapshot().weights();
      for (int i = 0; i < before.length; i++) {
        assertThat(after[i]).isCloseTo(before[i], within(1e-4f));
      }
      assertThat(restored.learningRate()).isEqualTo(1e-9f);
      assertThat(restored.snapshot().weights()).isEqualTo(after);
    }
  }
}
