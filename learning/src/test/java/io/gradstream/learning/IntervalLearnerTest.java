package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.MetricReport;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A learner whose answers have bounds. */
class IntervalLearnerTest {

  static final Target BOUNDED = new RegressionTarget("delay").bounded(0.9);
  private static final int EXAMPLES = 4000;

  private static LearnerSpec spec(Target target, boolean isPool) {
    return isPool ? TestSpecs.pool(target) : TestSpecs.of(target, TestSpecs.ADAM, 8, 7);
  }

  private static Learner learned(LearnerSpec spec, int examples) {
    Learner learner = spec.newLearner("k", 1);
    Examples.of(TestSpecs.VALUE, examples, 1).forEach(learner::learn);
    return learner;
  }

  private static double measure(Scores scores, String name) {
    return MetricReport.value(name, scores.measures()).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void usageExample(boolean isPool) {
    try (Learner learner = learned(spec(BOUNDED, isPool), EXAMPLES)) {
      assertThat(measure(learner.scores(), "coverage_window")).isCloseTo(0.9, within(0.02));
      assertThat(measure(learner.scores(), "interval_width_fading")).isPositive();
      double[] answer = learner.answer(Examples.of(TestSpecs.VALUE, 1, 5).get(0).event()).output();
      assertThat(answer).hasSize(3);
      assertThat(answer[Target.LOWER]).isLessThan(answer[0]);
      assertThat(answer[Target.UPPER]).isGreaterThan(answer[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allElseIsAsWithoutThem(boolean isPool) {
    try (Learner with = learned(spec(BOUNDED, isPool), 200);
        Learner without = learned(spec(TestSpecs.VALUE, isPool), 200)) {
      assertThat(with.snapshot().weights()).isEqualTo(without.snapshot().weights());
      assertThat(with.scores().measures()).containsAll(without.scores().measures());
      for (Example example : Examples.of(TestSpecs.VALUE, 20, 2)) {
        assertThat(with.answer(example.event()).output())
            .startsWith(without.answer(example.event()).output());
      }
    }
  }

  /** With batches of one, the answer of before the step is that of the learner just then. */
  @Test
  void whatIsScoredIsWhetherTheAnswerOfBeforeTheStepCoveredItsLabel() {
    int covered = 0;
    int bounded = 0;
    try (Learner learner = TestSpecs.of(BOUNDED, TestSpecs.ADAM, 1, 7).newLearner("k", 1)) {
      for (Example example : Examples.of(TestSpecs.VALUE, 300, 1)) {
        double[] answer = learner.answer(example.event()).output();
        boolean isBounded = !Double.isNaN(answer[Target.LOWER]);
        bounded += isBounded ? 1 : 0;
        covered +=
            answer[Target.LOWER] <= example.target() && example.target() <= answer[Target.UPPER]
                ? 1
                : 0;
        learner.learn(example);
      }
      assertThat(bounded).isEqualTo(300 - 1 - 19); // the first, of a model that knew nothing
      assertThat(measure(learner.scores(), "coverage")).isEqualTo((double) covered / bounded);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void boundsThatComeLeaveTheRestAndBeginWhenThereIsEvidence(boolean isPool) {
    try (Learner before = learned(spec(TestSpecs.VALUE, isPool), 400);
        Learner now = spec(BOUNDED, isPool).newLearner("k", 1)) {
      Example next = Examples.of(TestSpecs.VALUE, 1, 5).get(0);
      List<Measure> scores = before.scores().measures();
      double said = before.answer(next.event()).output()[0];
      now.takeOver(before);

      assertThat(now.scores().measures()).isEqualTo(scores);
      assertThat(now.answer(next.event()).output()).containsExactly(said, Double.NaN, Double.NaN);
      Examples.of(TestSpecs.VALUE, 40, 6).forEach(now::learn);
      assertThat(now.answer(next.event()).output()).doesNotContain(Double.NaN);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void boundsThatGoLeaveTheRest(boolean isPool) {
    try (Learner before = learned(spec(BOUNDED, isPool), 400);
        Learner now = spec(TestSpecs.VALUE, isPool).newLearner("k", 1)) {
      Example next = Examples.of(TestSpecs.VALUE, 1, 5).get(0);
      List<Measure> scores = new ArrayList<>(before.scores().measures());
      scores.removeIf(of -> of.name().startsWith("coverage") || of.name().startsWith("interval"));
      double said = before.answer(next.event()).output()[0];
      now.takeOver(before);

      assertThat(now.scores().measures()).isEqualTo(scores);
      assertThat(now.answer(next.event()).output()).containsExactly(said);
    }
  }

  @Test
  void boundsOfAnotherCoverageBeginAnewAndThoseOfTheSameGoOn() {
    Example next = Examples.of(TestSpecs.VALUE, 1, 5).get(0);
    try (Learner before = learned(spec(BOUNDED, false), 400);
        Learner again = spec(BOUNDED, false).newLearner("k", 1);
        Learner other =
            spec(new RegressionTarget("delay").bounded(0.8), false).newLearner("k", 1)) {
      double[] said = before.answer(next.event()).output();
      again.takeOver(before);
      assertThat(again.answer(next.event()).output()).isEqualTo(said);
      other.takeOver(again);
      assertThat(other.answer(next.event()).output())
          .containsExactly(said[0], Double.NaN, Double.NaN);
    }
  }

  @Test
  void scoresOfSeveralModelsAreThoseOfAllTheirAnswers() {
    try (Learner one = learned(spec(BOUNDED, false), 160);
        Learner two = learned(spec(BOUNDED, false), 320)) {
      Scores sum = Scores.of(BOUNDED);
      sum.add(one.scores());
      sum.add(two.scores());

      double first = measure(one.scores(), "coverage");
      double second = measure(two.scores(), "coverage");
      double answers = 160 - 8 - 19;
      double others = 320 - 8 - 19;
      assertThat(measure(sum, "coverage"))
          .isCloseTo((answers * first + others * second) / (answers + others), within(0.02));
      assertThat(MetricReport.value("coverage_window", sum.measures())).isEmpty();
    }
  }
}
