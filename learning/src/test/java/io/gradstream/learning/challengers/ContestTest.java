package io.gradstream.learning.challengers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.Example;
import io.gradstream.learning.Examples;
import io.gradstream.learning.InMemoryLearnerStore;
import io.gradstream.learning.Learner;
import io.gradstream.learning.RecordingStore;
import io.gradstream.learning.TestSpecs;
import io.gradstream.learning.change.IncompatibleStateException;
import io.gradstream.learning.change.SpecHistory;
import io.gradstream.learning.drift.ladder.Verdict;
import io.gradstream.learning.spec.Challenger;
import io.gradstream.learning.spec.LearnerSpec;
import io.gradstream.model.ModelSnapshot;
import io.gradstream.model.SnapshotCodec;
import io.gradstream.model.targets.Target;
import io.gradstream.network.spec.OptimizerSpec;
import io.gradstream.schemas.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContestTest {

  private static final int EXAMPLES = 300;
  private static final OptimizerSpec SLOW = new OptimizerSpec.Sgd(1e-6f);

  private static final LearnerSpec ALONE = TestSpecs.of(TestSpecs.BINARY, TestSpecs.ADAM, 8, 7);
  private static final LearnerSpec SPEC =
      ALONE.with(
          List.of(
              challenger("small", TestSpecs.of(TestSpecs.BINARY, TestSpecs.ADAM, 3, 7)),
              challenger("several", TestSpecs.pool(TestSpecs.BINARY))));

  private static Challenger challenger(String name, LearnerSpec spec) {
    return new Challenger(name, spec.model(), spec.learn(), false);
  }

  private static Contest contest(LearnerSpec spec) {
    return new Contest(spec, LearnerSpec::newLearner, "", 1);
  }

  private static List<Example> examples(LearnerSpec spec) {
    return Examples.of(spec.model().target(), EXAMPLES, 1);
  }

  private static void restore(Contest into, LearnerSpec spec, RecordingStore store) {
    restore(into, SpecHistory.of(1, spec), store);
  }

  private static void restore(Contest into, SpecHistory history, RecordingStore store) {
    try (StoredContests stored = new StoredContests(history, LearnerSpec::newLearner)) {
      stored.read(into, "", store);
    }
  }

  private static byte[] bytes(Learner learner) {
    return SnapshotCodec.encode(learner.snapshot());
  }

  @Test
  void usageExample() {
    try (Contest contest = contest(SPEC)) {
      examples(SPEC).forEach(contest::learn);

      contest.promote("several");

      assertThat(contest.championName()).isEqualTo("several");
      assertThat(contest.standings()).extracting(Standing::name).containsExactly("main", "small");
    }
  }

  static List<LearnerSpec> kinds() {
    List<LearnerSpec> kinds = new ArrayList<>();
    for (Target target : List.of(TestSpecs.BINARY, TestSpecs.OPEN, TestSpecs.VALUE)) {
      LearnerSpec network = TestSpecs.of(target, TestSpecs.ADAM, 8, 7);
      LearnerSpec pool = TestSpecs.pool(target);
      kinds.add(network.with(List.of(challenger("several", pool))));
      kinds.add(pool.with(List.of(challenger("one", network))));
      kinds.add(
          TestSpecs.ofNext(network).with(List.of(challenger("several", TestSpecs.ofNext(pool)))));
    }
    return kinds;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theChampionAndEveryChallengerAreWhatTheyAreAlone(LearnerSpec spec) {
    try (Contest contest = contest(spec);
        Learner main = spec.newLearner("", 1);
        Learner other = spec.alone(spec.challengers().get(0)).newLearner("", 1)) {
      for (Example example : examples(spec)) {
        contest.learn(example);
        main.learn(example);
        other.learn(example);
      }

      assertThat(bytes(contest.champion())).isEqualTo(bytes(main));
      assertThat(bytes(contest.standings().get(0).learner())).isEqualTo(bytes(other));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void restoredAtAnyCutTheyGoOnBitForBit(LearnerSpec spec) {
    List<Example> stream = examples(spec);
    for (int cut : new int[] {1, 8, 50, 203}) {
      assertThat(contentAfter(spec, stream, cut)).isEqualTo(contentAfter(spec, stream, EXAMPLES));
    }
  }

  /**
   * One of them is promoted after a third of the stream; at the cut others go on with the state.
   */
  private static Map<String, String> contentAfter(LearnerSpec spec, List<Example> stream, int cut) {
    RecordingStore store = new RecordingStore();
    try (Contest before = contest(spec);
        Contest after = contest(spec)) {
      learn(before, stream.subList(0, cut), 0);
      before.write(store);
      stream.forEach(after::learn); // must leave no trace
      restore(after, spec, store);
      learn(after, stream.subList(cut, EXAMPLES), cut);
      after.write(store);
    }
    return store.content();
  }

  private static void learn(Contest contest, List<Example> examples, int first) {
    for (int i = 0; i < examples.size(); i++) {
      if (first + i == EXAMPLES / 3) {
        contest.promote(contest.standings().get(0).name());
      }
      contest.learn(examples.get(i));
    }
  }

  @Test
  void writingOftenLeavesWhatWritingOnceLeaves() {
    RecordingStore often = new RecordingStore();
    RecordingStore once = new RecordingStore();
    try (Contest contest = contest(SPEC)) {
      for (Example example : examples(SPEC)) {
        contest.learn(example);
        contest.write(often);
      }
    }
    try (Contest contest = contest(SPEC)) {
      examples(SPEC).forEach(contest::learn);
      contest.write(once);
    }

    assertThat(often.content()).isEqualTo(once.content());
  }

  @Test
  void allAreScoredOnTheSameExamplesHoweverLargeTheirSteps() {
    try (Contest contest = contest(SPEC)) {
      examples(SPEC).subList(0, 50).forEach(contest::learn); // 6 steps of 8, 16 of 3, 50 of 1

      assertThat(contest.standings()).extracting(of -> of.trial().pairs()).containsOnly(48L);
    }
  }

  @Test
  void aPromotedChallengerLearnsOnAndItsVersionsFollowThoseOfTheChampionBefore() {
    try (Contest contest = contest(SPEC)) {
      examples(SPEC).forEach(contest::learn);
      byte[] weights = bytes(contest.standings().get(0).learner());
      Version before = contest.champion().version();

      contest.promote("small");

      assertThat(contest.champion().version()).isEqualTo(before.next());
      assertThat(SnapshotCodec.decode(weights).weights())
          .isEqualTo(contest.champion().snapshot().weights());
      assertThat(contest.standings()).extracting(of -> of.trial().pairs()).containsOnly(0L);

      examples(SPEC).forEach(contest::learn);
      contest.promote(Challenger.MAIN);

      assertThat(contest.champion().version()).isGreaterThan(before.next());
      assertThat(contest.championName()).isEqualTo(Challenger.MAIN);
    }
  }

  @Test
  void oneThatCannotAnswerIsRefusedAndTheChampionGoesOn() {
    try (Contest contest = contest(SPEC)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contest.promote("wide"))
          .withMessage("there is no challenger wide: there are main, small, several");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contest.promote("small"))
          .withMessage("small has learned nothing yet");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> contest.promote("main"))
          .withMessage("main is the one that answers");
      assertThat(contest.championName()).isEqualTo("main");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aBetterOneAnswersByItselfWhereTheSpecSaysSo(boolean whenBetter) {
    LearnerSpec good = TestSpecs.of(TestSpecs.BINARY, TestSpecs.ADAM, 8, 7);
    LearnerSpec spec =
        TestSpecs.of(TestSpecs.BINARY, SLOW, 8, 7)
            .with(List.of(new Challenger("fast", good.model(), good.learn(), whenBetter)));
    try (Contest contest = contest(spec)) {
      Examples.of(TestSpecs.BINARY, 2000, 1).forEach(contest::learn);

      if (whenBetter) {
        assertThat(contest.championName()).isEqualTo("fast");
        assertThat(contest.takePromoted().orElseThrow().trial().verdict())
            .isEqualTo(Verdict.BETTER);
        assertThat(contest.takePromoted()).isEmpty();
      } else {
        Standing standing = contest.standings().get(0);
        assertThat(standing.trial().verdict()).isEqualTo(Verdict.BETTER);
        assertThat(standing.trial().difference()).isNegative();
        assertThat(contest.championName()).isEqualTo("main");
      }
    }
  }

  @Test
  void aVersionOfBeforeAPromotionIsGoneBackToByWhoseItWas() {
    try (Contest contest = contest(SPEC)) {
      examples(SPEC).subList(0, 100).forEach(contest::learn);
      ModelSnapshot ofMain = contest.champion().snapshot();
      contest.promote("several");
      examples(SPEC).subList(100, 200).forEach(contest::learn);
      Version before = contest.champion().version();

      contest.goBackTo(ofMain);

      assertThat(contest.championName()).isEqualTo("main");
      assertThat(contest.champion().version()).isEqualTo(before.next());
      assertThat(contest.champion().snapshot().weights()).isEqualTo(ofMain.weights());
    }
  }

  @Test
  void challengersComeAndGoWithTheSpecAndTheOthersGoOn() {
    RecordingStore store = new RecordingStore();
    List<Example> stream = examples(SPEC);
    LearnerSpec one = ALONE.with(List.of(SPEC.challengers().get(1)));
    SpecHistory history = SpecHistory.of(1, SPEC);
    try (Contest both = contest(SPEC);
        Contest fewer = contest(one);
        Contest again = contest(SPEC);
        Contest none = contest(ALONE);
        Learner main = ALONE.newLearner("", 1)) {
      stream.forEach(main::learn);
      stream.subList(0, 100).forEach(both::learn);
      both.write(store);
      restore(fewer, history.with(one, 2), store);
      stream.subList(100, 200).forEach(fewer::learn);
      fewer.write(store);
      restore(again, history.with(one, 2).with(SPEC, 3), store);
      stream.subList(200, EXAMPLES).forEach(again::learn);
      again.write(store);

      assertThat(again.champion().snapshot().weights()).isEqualTo(main.snapshot().weights());
      assertThat(again.standings())
          .extracting(of -> of.learner().lineage().examples() + of.learner().gathered())
          .containsExactly(100L, 300L);
      assertThat(again.standings().get(0).trial().pairs()).isPositive().isLessThanOrEqualTo(100);

      restore(none, history.with(one, 2).with(SPEC, 3).with(ALONE, 4), store);
      none.write(store);
      assertThat(store.content().keySet()).noneMatch(name -> name.startsWith("challengers."));
    }
  }

  /** What was found of one that learns another way now says nothing of it. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsKnownOfAComparisonIsOfThoseTwoAsTheyLearned(boolean isChampionOther) {
    RecordingStore store = new RecordingStore();
    LearnerSpec smaller = TestSpecs.of(TestSpecs.BINARY, TestSpecs.ADAM, 4, 7);
    LearnerSpec now =
        isChampionOther
            ? smaller.with(SPEC.challengers())
            : ALONE.with(
                SPEC.challengers().stream()
                    .map(of -> of.name().equals("small") ? challenger("small", smaller) : of)
                    .toList());
    try (Contest before = contest(SPEC);
        Contest same = contest(SPEC);
        Contest other = contest(now)) {
      examples(SPEC).forEach(before::learn);
      before.write(store);
      restore(same, SPEC, store);
      SpecHistory history = SpecHistory.of(1, SPEC).with(now, 2);
      other.startAnew("", history.generation());
      restore(other, history, store);

      assertThat(same.standings()).allMatch(of -> of.trial().pairs() > 100);
      assertThat(other.standings()).anyMatch(of -> of.trial().pairs() == 0);
      assertThat(other.standings().stream().filter(of -> of.trial().pairs() > 0))
          .hasSize(isChampionOther ? 0 : 1);
    }
  }

  @Test
  void aModelOfAChallengerIsOneOfTheSpec() {
    assertThat(SPEC.describes(SPEC.model())).isTrue();
    assertThat(SPEC.describes(SPEC.challengers().get(0).model())).isTrue();
    assertThat(ALONE.describes(TestSpecs.pool(TestSpecs.BINARY).model())).isFalse();
  }

  @Test
  void aSpecThatHasLostWhoAnswersIsRefused() {
    RecordingStore store = new RecordingStore();
    LearnerSpec other = ALONE.with(List.of(challenger("small", TestSpecs.pool(TestSpecs.BINARY))));
    SpecHistory history = SpecHistory.of(1, SPEC);
    try (Contest contest = contest(SPEC);
        Contest none = contest(ALONE);
        Contest another = contest(other);
        Contest same = contest(SPEC)) {
      examples(SPEC).forEach(contest::learn);
      contest.promote("small");
      contest.write(store);

      restore(same, SPEC, store);
      assertThat(same.championName()).isEqualTo("small");
      assertThatThrownBy(() -> restore(none, history.with(ALONE, 2), store))
          .isInstanceOf(IncompatibleStateException.class)
          .hasMessageContaining("answered by its challenger small")
          .hasMessageContaining("gradstream models promote test main");
      assertThatThrownBy(() -> restore(another, history.with(other, 2), store))
          .isInstanceOf(IncompatibleStateException.class);
    }
  }

  @Test
  void oneThatLearnsAloneLeavesNothingMoreInItsStore() {
    InMemoryLearnerStore store = new InMemoryLearnerStore();
    RecordingStore found = new RecordingStore();
    RecordingStore expected = new RecordingStore();
    try (Contest contest = contest(ALONE);
        Learner alone = ALONE.newLearner("", 1)) {
      examples(ALONE).forEach(contest::learn);
      examples(ALONE).forEach(alone::learn);
      contest.write(store);
      alone.write(expected);
    }
    store.copyTo(found);

    assertThat(found.content()).isEqualTo(expected.content());
  }
}
