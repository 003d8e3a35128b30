package io.gradstream.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.ladder.ChallengerConfig;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.DriftConfig;
import io.gradstream.learning.drift.ladder.LadderConfig;
import io.gradstream.learning.drift.ladder.RateRaiseConfig;
import io.gradstream.learning.drift.ladder.Reaction;
import io.gradstream.learning.drift.ladder.RefreshConfig;
import io.gradstream.learning.drift.ladder.RollBackConfig;
import io.gradstream.learning.drift.ladder.Rung;
import io.gradstream.learning.drift.ladder.Verdict;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.Anchor;
import io.gradstream.model.MemberSpec;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.RegressionTarget;
import io.gradstream.model.targets.Target;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A learner that reacts to drift: does what the ladder says, and goes on bit for bit. */
final class AdaptingLearnerTest {

  private static final int EXAMPLES = 6000;
  private static final int CONCEPT = 1500; // examples, then labels mean the opposite

  /** Impatient, so that every rung is taken within a few thousand examples. */
  static DriftConfig impatient(Start from) {
    return new DriftConfig(
        MonitorConfig.DEFAULT,
        new LadderConfig(
            Optional.of(new RateRaiseConfig(2, 100)),
            Optional.of(new RefreshConfig(0.25)),
            Optional.of(new ChallengerConfig(from, from == Start.CURRENT ? 2 : 1, 0.2, 20, 800)),
            Optional.of(new RollBackConfig(0.2, 200)),
            50,
            50,
            0.01,
            false));
  }

  static Stream<Arguments> learners() {
    return Stream.of(
        Arguments.of(TestSpecs.BINARY, TestSpecs.with(TestSpecs.binary(8), impatient(Start.FRESH))),
        Arguments.of(TestSpecs.BINARY, TestSpecs.with(TestSpecs.binary(1), impatient(Start.KEPT))),
        Arguments.of(
            TestSpecs.VALUE,
            TestSpecs.with(
                TestSpecs.of(TestSpecs.VALUE, TestSpecs.ADAM, 4, 7), impatient(Start.CURRENT))),
        Arguments.of(
            TestSpecs.BINARY,
            TestSpecs.with(TestSpecs.pool(TestSpecs.BINARY), impatient(Start.FRESH))),
        Arguments.of(
            TestSpecs.VALUE,
            TestSpecs.with(TestSpecs.pool(TestSpecs.VALUE), impatient(Start.KEPT))));
  }

  /** Learners that remember for long what no longer holds: a fresh challenger is soon better. */
  static Stream<Arguments> slowLearners() {
    DriftConfig challenging =
        new DriftConfig(
            MonitorConfig.DEFAULT,
            new LadderConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new ChallengerConfig(Start.FRESH, 1, 0.2, 20, 800)),
                Optional.empty(),
                50,
                400,
                0.01,
                false));
    List<MemberSpec> members =
        List.of(
            new MemberSpec.Perceptron(Optional.empty(), List.of(4), 0.0001f, Anchor.MEAN),
            new MemberSpec.Memory(2000, Anchor.MEAN));
    return Stream.of(TestSpecs.BINARY, TestSpecs.VALUE)
        .map(
            target ->
                Arguments.of(
                    target,
                    TestSpecs.with(TestSpecs.pool(target, Set.of(), members), challenging)));
  }

  static List<Example> examples(Target target) {
    List<Example> turning = new ArrayList<>();
    for (Example example : Examples.of(target, EXAMPLES, 3)) {
      boolean turned = turning.size() / CONCEPT % 2 == 1;
      double opposite =
          target instanceof RegressionTarget
              ? 2000 - example.target()
              : target.classes() - 1 - example.target();
      turning.add(
          turned
              ? new Example(example.event(), example.id(), opposite, example.position())
              : example);
    }
    return turning;
  }

  @Test
  void everyRungIsTaken() {
    Set<Rung> taken = new LinkedHashSet<>();
    try (Learner learner =
        TestSpecs.with(TestSpecs.binary(8), impatient(Start.FRESH)).newLearner("k", 1)) {
      for (Example example : examples(TestSpecs.BINARY)) {
        learner.learn(example);
        learner.takeNews().stream().map(Reaction::rung).forEach(taken::add);
      }
      assertThat(learner.drift().orElseThrow().reactions()).isNotEmpty();
      assertThat(learner.learningRate()).isEqualTo(learner.specLearningRate()); // the ordinary one
    }
    assertThat(taken).contains(Rung.RAISE_RATE, Rung.REFRESH_UNITS, Rung.FORK_CHALLENGER);
  }

  @ParameterizedTest
  @MethodSource("learners")
  void learnerRestoredAtAnyCutContinuesBitForBit(Target target, LearnerSpec spec) {
    List<Example> examples = examples(target);
    RecordingStore expected = new RecordingStore();
    String reactions;
    try (Learner undisturbed = spec.newLearner("k", 1)) {
      examples.forEach(undisturbed::learn);
      undisturbed.write(expected);
      reactions = words(undisturbed);
    }
    assertThat(reactions).isNotEmpty();
    int[] cuts = new Random(5).ints(12, 0, EXAMPLES).sorted().toArray();
    RecordingStore store = new RecordingStore();
    int from = 0;
    for (int cut : cuts) { // one life after the other, from the same store
      live(spec, examples.subList(from, cut), store);
      from = cut;
    }
    String continued = live(spec, examples.subList(from, EXAMPLES), store);

    assertThat(continued).isEqualTo(reactions);
    assertThat(store.content().keySet()).isEqualTo(expected.content().keySet());
    assertThat(differing(store.content(), expected.content())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("learners")
  void learnerRestoredBehindEachReactionContinuesBitForBit(Target target, LearnerSpec spec) {
    assertThat(reactionsCutBehind(target, spec)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("slowLearners")
  void learnerRestoredBehindEachPromotionContinuesBitForBit(Target target, LearnerSpec spec) {
    assertThat(reactionsCutBehind(target, spec)).contains(Verdict.BETTER.toString());
  }

  /** Much is clean then: little more than what the reaction changed is written behind it. */
  private static String reactionsCutBehind(Target target, LearnerSpec spec) {
    RecordingStore store = new RecordingStore();
    try (Learner undisturbed = spec.newLearner("k", 1);
        Learner one = spec.newLearner("k", 1);
        Learner other = spec.newLearner("elsewhere", 9)) {
      Learner learner = one;
      for (Example example : examples(target)) {
        boolean challenged = learner.drift().orElseThrow().hasChallenger();
        undisturbed.learn(example);
        learner.learn(example);
        boolean reacts = learner.drift().orElseThrow().hasChallenger() != challenged;
        if (reacts | !learner.takeNews().isEmpty()) {
          learner.write(store);
          learner = learner == one ? other : one;
          learner.read("k", 1, store);
          assertThat(SnapshotCodec.encode(learner.snapshot()))
              .as("behind %s", example.id())
              .isEqualTo(SnapshotCodec.encode(undisturbed.snapshot()));
        } else if (example.position().offset() % 10 == 0) {
          learner.write(store);
        }
      }

      assertThat(words(learner)).isEqualTo(words(undisturbed));
      assertThat(SnapshotCodec.encode(learner.snapshot()))
          .isEqualTo(SnapshotCodec.encode(undisturbed.snapshot()));
      return words(undisturbed);
    }
  }

  private static String live(LearnerSpec spec, List<Example> examples, RecordingStore store) {
    try (Learner learner = spec.newLearner("elsewhere", 9)) {
      learner.read("k", 1, store);
      examples.forEach(learner::learn);
      learner.write(store);
      return words(learner);
    }
  }

  /** Names of the parts and blocks that are not the same. */
  private static List<String> differing(Map<String, String> one, Map<String, String> other) {
    return one.keySet().stream().filter(name -> !one.get(name).equals(other.get(name))).toList();
  }

  private static String words(Learner learner) {
    return learner.drift().orElseThrow().reactions().stream()
        .map(Reaction::words)
        .collect(Collectors.joining("\n"));
  }
}
