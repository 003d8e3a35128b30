package io.gradstream.learning.drift.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.ladder.Command.DropChallenger;
import io.gradstream.learning.drift.ladder.Command.KeepWeights;
import io.gradstream.learning.drift.ladder.Command.PromoteChallenger;
import io.gradstream.learning.drift.ladder.Command.RefreshUnits;
import io.gradstream.learning.drift.ladder.Command.SetRateFactor;
import io.gradstream.learning.drift.ladder.Command.Start;
import io.gradstream.learning.drift.ladder.Command.StartChallenger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ladder with its detectors, and an owner who does as he is told. */
final class DriftLadderTest {

  private static SimulatedOwner owner(long seed) {
    return new SimulatedOwner(DriftConfig.DEFAULT, seed);
  }

  private static SimulatedOwner owner(LadderConfig ladder) {
    return new SimulatedOwner(new DriftConfig(MonitorConfig.DEFAULT, ladder), 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aDriftThatARaisedRateCuresTakesTheFirstRungAlone(long seed) {
    SimulatedOwner owner = owner(seed);
    owner.learn(10_000);
    owner.drift(0.5);
    owner.learn(10_000);

    assertThat(owner.story()).containsExactly("RAISE_RATE RECOVERED");
    Reaction reaction = owner.drift.reactions().get(0);
    assertThat(reaction.at()).isBetween(10_001L, 10_300L);
    assertThat(reaction.cause().detector()).isEqualTo("adwin");
    assertThat(reaction.cause().statistic()).isGreaterThan(reaction.cause().threshold());
    assertThat(reaction.before()).isCloseTo(0.1, within(0.03));
    assertThat(reaction.found()).isGreaterThan(0.2);
    assertThat(reaction.ending().orElseThrow().loss()).isLessThan(0.15);
    assertThat(reaction.gained()).isGreaterThan(0.1);
  }

  @Test
  void theRateIsRaisedAndFallsBackStepByStep() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.drift(0.5);
    owner.learn(10_000);

    List<Command> rates = owner.told(SetRateFactor.class);
    assertThat(rates).hasSize(17).startsWith(new SetRateFactor(4)).endsWith(new SetRateFactor(1));
    for (int i = 1; i < rates.size(); i++) {
      double falls =
          ((SetRateFactor) rates.get(i)).factor() / ((SetRateFactor) rates.get(i - 1)).factor();
      assertThat(falls).isCloseTo(Math.pow(4, -1 / 16.0), within(1e-12));
    }
    assertThat(owner.factor()).isEqualTo(1).isEqualTo(owner.drift.rateFactor());
  }

  /** 500,000 examples: no more than one alarm in 100,000 leads to a reaction. */
  @Test
  void withoutDriftNearlyNothingIsDone() {
    int reactions = 0;
    for (int seed = 0; seed < 5; seed++) {
      SimulatedOwner owner = owner(seed);
      owner.learn(100_000);
      reactions += owner.drift.reactions().size();
      assertThat(owner.hasChallenger()).isFalse();
      assertThat(owner.error()).isCloseTo(0.1, within(0.01));
    }
    assertThat(reactions).isLessThanOrEqualTo(5);
  }

  @Test
  void aLearnerThatIsStuckIsRefreshedThenChallengedAndReplaced() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.drift(0.4);
    owner.stopLearning();
    owner.learn(20_000);

    assertThat(owner.story())
        .containsExactly(
            "RAISE_RATE NOT_RECOVERED", "REFRESH_UNITS NOT_RECOVERED", "FORK_CHALLENGER RECOVERED");
    Reaction forked = owner.drift.reactions().get(2);
    Trial trial = forked.trial().orElseThrow();
    assertThat(trial.verdict()).isEqualTo(Verdict.BETTER);
    assertThat(trial.difference()).isLessThan(-0.1);
    assertThat(trial.confidence()).isGreaterThanOrEqualTo(0.99);
    assertThat(forked.cause().detector()).isEqualTo("patience");
    assertThat(forked.gained()).isGreaterThan(0.2);
    assertThat(owner.error()).isCloseTo(0.1, within(0.01));
    assertThat(owner.told(RefreshUnits.class)).hasSize(1);
    assertThat(owner.told(PromoteChallenger.class)).hasSize(1);
    assertThat(owner.hasChallenger()).isFalse();
  }

  @Test
  void refreshedUnitsThatHelpEndTheClimb() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.gainOfRefreshing = 0.95;
    owner.drift(0.4);
    owner.stopLearning();
    owner.learn(10_000);

    assertThat(owner.story())
        .containsExactly("RAISE_RATE NOT_RECOVERED", "REFRESH_UNITS RECOVERED");
    assertThat(owner.hasChallenger()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aReactionThatDoesHarmIsRolledBack(long seed) {
    SimulatedOwner owner = owner(seed);
    owner.learn(10_000);
    owner.harmOfRaising = 0.01;
    owner.drift(0.3);
    owner.learn(10_000);

    assertThat(owner.story()).startsWith("RAISE_RATE ROLLED_BACK").contains("ROLL_BACK RECOVERED");
    Reaction harm = owner.drift.reactions().get(0);
    assertThat(harm.trial().orElseThrow().verdict()).isEqualTo(Verdict.BETTER);
    assertThat(harm.trial().orElseThrow().difference()).isNegative();
    Reaction back = owner.drift.reactions().get(1);
    assertThat(back.rung()).isEqualTo(Rung.ROLL_BACK);
    assertThat(back.cause().detector()).isEqualTo("paired test");
    assertThat(owner.told(StartChallenger.class).get(0))
        .isEqualTo(new StartChallenger(Start.KEPT, 1, harm.at()));
    int promoted = owner.carriedOut.indexOf(new PromoteChallenger());
    assertThat(owner.carriedOut.get(promoted + 1)).isEqualTo(new SetRateFactor(1));
    assertThat(owner.error()).isCloseTo(0.1, within(0.02));
  }

  @Test
  void aRateThatDidHarmIsRaisedMoreGentlyUntilItDoesGood() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.harmOfRaising = 0.01;
    for (int i = 0; i < 2; i++) {
      owner.drift(0.3);
      owner.learn(10_000);
    }
    owner.harmOfRaising = 0;
    for (int i = 0; i < 3; i++) {
      owner.drift(0.5);
      owner.learn(10_000);
    }

    double highest = 0;
    List<Double> raises = new ArrayList<>();
    for (Command command : owner.told(SetRateFactor.class)) {
      double factor = ((SetRateFactor) command).factor();
      if (factor > highest) {
        raises.add(factor);
      }
      highest = factor;
    }
    assertThat(raises).startsWith(4.0, 2.0).endsWith(4.0);
    assertThat(raises.get(2)).isEqualTo(Math.sqrt(2), within(1e-12));
  }

  @Test
  void withoutRollBackNothingIsKeptAndNoControlRuns() {
    LadderConfig all = LadderConfig.DEFAULT;
    SimulatedOwner owner =
        owner(
            new LadderConfig(
                all.raiseRate(),
                all.refreshUnits(),
                all.challenger(),
                Optional.empty(),
                all.window(),
                all.patience(),
                all.margin(),
                false));
    owner.learn(10_000);
    owner.drift(0.5);
    owner.learn(10_000);

    assertThat(owner.story()).containsExactly("RAISE_RATE RECOVERED");
    assertThat(owner.told(KeepWeights.class)).isEmpty();
    assertThat(owner.told(StartChallenger.class)).isEmpty();
  }

  @Test
  void rungsThatAreOffArePassedOver() {
    LadderConfig all = LadderConfig.DEFAULT;
    SimulatedOwner owner =
        owner(
            new LadderConfig(
                Optional.empty(),
                Optional.empty(),
                all.challenger(),
                Optional.empty(),
                all.window(),
                all.patience(),
                all.margin(),
                false));
    owner.learn(10_000);
    owner.drift(0.4);
    owner.stopLearning();
    owner.learn(10_000);

    assertThat(owner.story()).containsExactly("FORK_CHALLENGER RECOVERED");
  }

  @Test
  void withoutRungsDriftIsToldAndNothingDone() {
    SimulatedOwner owner =
        owner(
            new LadderConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                500,
                2000,
                0.1,
                false));
    owner.learn(10_000);
    owner.drift(0.4);
    owner.learn(10_000);

    assertThat(owner.carriedOut).isEmpty();
    assertThat(owner.drift.detections()).isNotEmpty();
    assertThat(owner.drift.detections().get(0).at()).isBetween(10_001L, 10_300L);
  }

  /** The concept is harder now, for everyone: that is how it is. */
  @Test
  void anErrorThatNothingCuresBecomesTheNewNormal() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.floor = 0.3;
    owner.drift(0.3);
    owner.learn(60_000);

    assertThat(owner.story())
        .containsExactly(
            "RAISE_RATE NOT_RECOVERED",
            "REFRESH_UNITS NOT_RECOVERED",
            "FORK_CHALLENGER NOT_RECOVERED");
    assertThat(owner.hasChallenger()).isFalse();

    owner.drift(0.6);
    owner.learn(10_000);

    Reaction next = owner.drift.reactions().get(3);
    assertThat(next.rung()).isEqualTo(Rung.RAISE_RATE);
    assertThat(next.before()).isCloseTo(0.3, within(0.03));
    assertThat(owner.story().get(3)).isEqualTo("RAISE_RATE RECOVERED");
  }

  @Test
  void aChallengerThatIsNoBetterIsNotPromoted() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.floor = 0.3;
    owner.freshSpeed = 0.0001;
    owner.drift(0.3);
    owner.learn(20_000);

    Trial trial = owner.drift.reactions().get(2).trial().orElseThrow();
    assertThat(trial.verdict()).isEqualTo(Verdict.WORSE);
    assertThat(trial.pairs()).isLessThan(2000);
    assertThat(owner.told(PromoteChallenger.class)).isEmpty();
    assertThat(owner.hasChallenger()).isFalse();
  }

  @Test
  void aDriftThatComesSlowlyIsFoundAndReactedTo() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    for (int i = 0; i < 60; i++) { // faster than it can be learned
      owner.drift(Math.min(0.5, owner.error() + 0.08));
      owner.learn(50);
    }
    owner.learn(10_000);

    assertThat(owner.drift.reactions()).isNotEmpty();
    assertThat(owner.drift.reactions().get(0).at()).isBetween(10_100L, 12_000L);
    assertThat(owner.error()).isCloseTo(0.1, within(0.02));
    assertThat(owner.drift.reactions()).allMatch(reaction -> reaction.ending().isPresent());
  }

  @Test
  void anErrorThatFallsIsNoReasonToReact() {
    SimulatedOwner owner = owner(1);
    owner.drift(0.5);
    owner.learn(20_000);

    assertThat(owner.drift.detections()).isNotEmpty().noneMatch(found -> found.rising());
    assertThat(owner.story()).isEmpty();
  }

  @Test
  void anotherDriftTakesTheNextRungAtOnce() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.drift(0.3);
    owner.stopLearning();
    owner.learn(1200);
    owner.drift(0.7);
    owner.learn(400);

    assertThat(owner.story()).containsExactly("RAISE_RATE DETECTED_AGAIN", "REFRESH_UNITS goes on");
    assertThat(owner.drift.reactions().get(1).cause().detector()).isEqualTo("adwin");
  }

  @Test
  void weightsAreKeptWhileAllIsWellAndNotOtherwise() {
    SimulatedOwner owner = owner(1);
    owner.learn(20_500);
    int kept = owner.told(KeepWeights.class).size();
    owner.drift(0.5);
    owner.stopLearning();
    owner.learn(1500);

    assertThat(kept).isBetween(8, 10);
    assertThat(owner.told(KeepWeights.class)).hasSize(kept);
  }

  @Test
  void theLastReactionsAreRememberedAndAllAreCounted() {
    SimulatedOwner owner = owner(1);
    owner.learn(5000);
    for (int i = 0; i < 70; i++) {
      owner.drift(0.5);
      owner.learn(5000);
    }
    assertThat(owner.drift.reactions()).hasSize(64);
    assertThat(measure(owner, "drift.rateRaised")).isBetween(65.0, 75.0);
    assertThat(measure(owner, "drift.detected")).isGreaterThanOrEqualTo(70);
    assertThat(owner.told(DropChallenger.class).size())
        .isEqualTo(owner.told(StartChallenger.class).size());
  }

  private static double measure(SimulatedOwner owner, String name) {
    return owner.drift.measures().stream()
        .filter(measure -> measure.name().equals(name))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void aReactionIsToldInOneLine() {
    SimulatedOwner owner = owner(1);
    owner.learn(10_000);
    owner.drift(0.5);
    owner.learn(10_000);

    assertThat(owner.drift.reactions().get(0).words())
        .startsWith("RAISE_RATE at 10")
        .contains("adwin on error", "challenger WORSE by", "RECOVERED at")
        .doesNotContain("\n");
  }
}
