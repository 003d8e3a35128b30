package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.features.event.Event;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Model;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.MetClasses;
import io.gradstream.model.targets.OpenClassTarget;
import io.gradstream.model.targets.Target;
import io.gradstream.schemas.DeadLetter.Reason;
import io.gradstream.schemas.MetricReport.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that are met as labels come: each is learned and counted from its first label on. */
class OpenClassesTest {

  private static final Target ANY = new OpenClassTarget(List.of(), 4, 0, false);
  private static final int LATE = 1500;

  /** One network, of mini-batches; a pool; one that looks out for drift. */
  static Stream<LearnerSpec> learners() {
    LearnerSpec pool = TestSpecs.pool(ANY);
    return Stream.of(
        TestSpecs.of(ANY, TestSpecs.ADAM, 8, 7), pool, TestSpecs.with(pool, DriftConfig.DEFAULT));
  }

  /** Far places are "ok" or, from the late row on, "fraud"; others are "near". */
  private static Example example(int i, Random random) {
    double distance = random.nextInt(1000);
    String name = distance < 300 ? "near" : distance > 750 && i >= LATE ? "fraud" : "ok";
    Event event = Event.of(1_000_000L * i, distance, "place" + random.nextInt(3));
    return Example.named(event, "id" + i, name, Examples.position(i));
  }

  private static List<Example> stream(int count) {
    Random random = new Random(11);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      examples.add(example(i, random));
    }
    return examples;
  }

  private static String said(Answer answer) {
    int best = 0;
    for (int c = 1; c < answer.output().length; c++) {
      best = answer.output()[c] > answer.output()[best] ? c : best;
    }
    return answer.classes().orElseThrow().names().get(best);
  }

  private static Map<String, Double> measures(Scores scores) {
    return scores.measures().stream().collect(Collectors.toMap(Measure::name, Measure::value));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void aLateClassIsLearnedWithinSomeHundredExamples(LearnerSpec spec) {
    List<Example> examples = stream(3000);
    try (Learner learner = spec.newLearner("", 1)) {
      int right = 0;
      int frauds = 0;
      for (int i = 0; i < examples.size(); i++) {
        Example example = examples.get(i);
        if (i >= LATE + 500 && example.className().equals("fraud")) {
          frauds++;
          right += said(learner.answer(example.event())).equals("fraud") ? 1 : 0;
        }
        learner.learn(example);
      }
      assertThat(frauds).isGreaterThan(50);
      assertThat((double) right / frauds).isGreaterThan(0.8);
      assertThat(measures(learner.scores()).get("accuracy_window")).isGreaterThan(0.85);
      assertThat(measures(learner.scores()).get("kappa")).isGreaterThan(0.7);
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void answersNameTheClassesMetSoFarAndShareAllBetweenThem(LearnerSpec spec) {
    try (Learner learner = spec.newLearner("", 1)) {
      Event event = stream(1).get(0).event();
      assertThat(learner.answer(event).output()).isEmpty();
      for (Example example : stream(LATE + 200)) {
        learner.learn(example);
        Answer answer = learner.answer(event);
        double sum = 0;
        for (double probability : answer.output()) {
          sum += probability;
        }
        int met = answer.classes().orElseThrow().names().size();
        assertThat(answer.output()).hasSize(met);
        assertThat(sum).isCloseTo(met == 0 ? 0 : 1, within(1e-5));
      }
      assertThat(learner.answer(event).classes().orElseThrow().names())
          .containsExactlyInAnyOrder("near", "ok", "fraud");
    }
  }

  /** A class takes little of the others' shares before it is learned. */
  @ParameterizedTest
  @MethodSource("learners")
  void aClassThatIsMetDisturbsNoOther(LearnerSpec spec) {
    List<Example> examples = stream(LATE);
    Example strange =
        Example.named(Event.of(1L, 450.0, "place1"), "x", "strange", Examples.position(LATE));
    try (Learner learner = spec.newLearner("", 1)) {
      examples.forEach(learner::learn);
      int unlike = 0;
      List<String> before = examples.stream().map(of -> said(learner.answer(of.event()))).toList();
      long step = learner.version().step();
      learner.learn(strange);
      for (int i = 0; learner.version().step() == step; i++) {
        learner.learn(examples.get(i));
      }
      for (int i = 0; i < LATE; i++) {
        unlike += said(learner.answer(examples.get(i).event())).equals(before.get(i)) ? 0 : 1;
      }
      assertThat(unlike).isLessThan(LATE / 20);
    }
  }

  /** More than a history tells apart, of which the events tell nothing. */
  @Test
  void runsOfManyClassesAreFollowed() {
    Target many = new OpenClassTarget(List.of(), 40, 0, false);
    Random random = new Random(5);
    int right = 0;
    try (Learner learner = TestSpecs.memories(many).newLearner("", 1)) {
      for (int i = 0; i < 1500; i++) {
        String name = "class" + i / 10 * 7 % 30;
        Event event = Event.of(1_000_000L * i, random.nextDouble(), "place");
        right += i >= 1000 && said(learner.answer(event)).equals(name) ? 1 : 0;
        learner.learn(Example.named(event, "id" + i, name, Examples.position(i)));
      }
    }
    assertThat(right).isGreaterThan(440); // of 500, of which 50 are the first of a run
  }

  @Test
  void aClassBeyondTheRoomIsRefusedAndTold() {
    try (Learner learner = TestSpecs.of(ANY, TestSpecs.ADAM, 8, 7).newLearner("", 1)) {
      IntFunction<Example> named =
          i -> Example.named(Event.of(1L, 1.0, "p"), "", "class" + i, Examples.position(i));
      for (int i = 0; i < 4; i++) {
        assertThat(learner.refusal(named.apply(i))).isEmpty();
        learner.learn(named.apply(i));
      }
      assertThat(learner.refusal(named.apply(3))).as("is gathered").isEmpty();
      assertThat(learner.refusal(named.apply(4)))
          .hasValueSatisfying(
              refusal -> {
                assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_CLASS);
                assertThat(refusal.message())
                    .contains("target.classes has room for 4")
                    .contains("'class4'");
              });
      for (int i = 0; i < 8; i++) {
        learner.learn(named.apply(i % 4));
      }
      assertThat(learner.refusal(named.apply(2))).isEmpty();
      assertThat(learner.refusal(named.apply(4))).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("learners")
  void whatServesNamesTheSameClasses(LearnerSpec spec) {
    try (Learner learner = spec.newLearner("", 1)) {
      stream(LATE + 100).forEach(learner::learn);
      byte[] published = SnapshotCodec.encode(learner.snapshot());
      try (Model served = Model.of(SnapshotCodec.decode(published))) {
        for (Example example : stream(50)) {
          Answer answer = learner.answer(example.event());
          assertThat(served.predict(example.event())).isEqualTo(answer.output());
          assertThat(served.classes().met().names())
              .isEqualTo(answer.classes().orElseThrow().names());
        }
      }
    }
  }

  @Test
  void classesAreTakenOverByALearnerOfMoreRoom() {
    Target more = new OpenClassTarget(List.of("new"), 6, 0, false);
    try (Learner before = TestSpecs.of(ANY, TestSpecs.ADAM, 8, 7).newLearner("", 1);
        Learner after = TestSpecs.of(more, TestSpecs.ADAM, 8, 7).newLearner("", 1)) {
      List<Example> examples = stream(LATE + 100);
      examples.subList(0, 100).forEach(before::learn);
      after.takeOver(before);
      examples.subList(100, examples.size()).forEach(after::learn);

      assertThat(after.answer(examples.get(0).event()).classes().orElseThrow().names())
          .containsExactlyInAnyOrder("near", "ok", "new", "fraud")
          .startsWith("near".equals(examples.get(0).className()) ? "near" : "ok");
      assertThat(after.scores().count()).isEqualTo(LATE + 100 - after.gathered());
    }
  }

  @Test
  void gatheredExamplesOfAClassWithoutRoomAreLeftOutByALearnerOfLess() {
    Target less = new OpenClassTarget(List.of(), 2, 0, false);
    try (Learner before = TestSpecs.of(ANY, TestSpecs.ADAM, 8, 7).newLearner("", 1);
        Learner after = TestSpecs.of(less, TestSpecs.ADAM, 8, 7).newLearner("", 1)) {
      for (int i = 0; i < 12; i++) {
        before.learn(
            Example.named(
                Event.of(1L, 1.0, "p"), "", i < 8 ? "a" : "class" + i % 2, Examples.position(i)));
      }
      after.takeOver(before);

      assertThat(after.gathered()).isEqualTo(2); // of one more class
      assertThat(after.answer(Event.of(1L, 1.0, "p")).output()).hasSize(1);
    }
  }

  /** Scores know nothing of a class before its first label; then they count it. */
  @Test
  void theFirstExampleOfAClassIsWrongWhateverIsSaid() {
    Scores scores = Scores.of(ANY);
    double[] ok = MetClasses.of(List.of("ok")).signed(new double[] {1});
    scores.score(ok, MetClasses.sign("ok"));
    scores.score(ok, MetClasses.sign("fraud"));

    assertThat(measures(scores).get("accuracy")).isEqualTo(0.5);
    assertThat(measures(scores).get("logloss")).isCloseTo(-Math.log(1e-7) / 2, within(1e-6));
    assertThat(measures(scores).get("kappa")).isZero();
  }

  /** Two models that met their classes in different orders have counted the same classes. */
  @Test
  void scoresOfSeveralModelsAddUpClassByClass() {
    MetClasses one = MetClasses.of(List.of("a", "b"));
    MetClasses other = MetClasses.of(List.of("b", "a"));
    Scores first = Scores.of(ANY);
    Scores second = Scores.of(ANY);
    Scores all = Scores.of(ANY);
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      float p = random.nextFloat();
      float label = MetClasses.sign(random.nextInt(3) == 0 ? "a" : "b");
      (i % 2 == 0 ? first : second)
          .score((i % 2 == 0 ? one : other).signed(new double[] {p, 1 - p}), label);
      all.score((i % 2 == 0 ? one : other).signed(new double[] {p, 1 - p}), label);
    }
    Scores sum = Scores.of(ANY);
    sum.add(first);
    sum.add(second);

    for (String name : List.of("accuracy", "kappa", "logloss")) {
      assertThat(measures(sum).get(name)).isCloseTo(measures(all).get(name), within(1e-9));
    }
    Scores restored = Scores.of(ANY);
    restored.restore(sum.state());
    assertThat(restored.state()).isEqualTo(sum.state());
  }

  /** Baselines of an answer know what its model knew, told in numbers alone. */
  @Test
  void whatIsKnownOfLabelsTravelsWithItsClasses() {
    Scores scores = Scores.of(ANY);
    double[] said = MetClasses.of(List.of("a", "b")).signed(new double[] {0.4f, 0.6f});
    for (int i = 0; i < 9; i++) {
      scores.score(said, MetClasses.sign(i % 3 == 0 ? "a" : "b"));
    }
    double[] known = scores.known();
    assertThat(known[known.length - 1]).isEqualTo(known.length);
    Scores answers = Scores.of(ANY);
    answers.score(said, MetClasses.sign("c"), known);
    answers.score(said, MetClasses.sign("b"), known);

    assertThat(measures(answers).get("majority")).isEqualTo(0.5);
    assertThat(measures(answers).get("no_change")).isEqualTo(0.5);
  }
}
