package io.gradstream.learning.drift.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gradstream.learning.drift.DdmConfig;
import io.gradstream.learning.drift.MonitorConfig;
import io.gradstream.learning.drift.ladder.Command.Start;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LadderConfigTest {

  private static LadderConfig ladder(
      ChallengerConfig challenger, boolean rollsBack, int window, int patience, double margin) {
    return new LadderConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.of(challenger),
        rollsBack ? Optional.of(RollBackConfig.DEFAULT) : Optional.empty(),
        window,
        patience,
        margin,
        false);
  }

  @Test
  void rungsAreClimbedInTheirOrder() {
    assertThat(LadderConfig.DEFAULT.rungs())
        .containsExactly(Rung.RAISE_RATE, Rung.REFRESH_UNITS, Rung.FORK_CHALLENGER);
    assertThat(ladder(ChallengerConfig.DEFAULT, true, 500, 500, 0).rungs())
        .containsExactly(Rung.FORK_CHALLENGER);
  }

  @Test
  void settingsThatCannotBeAreRefusedByName() {
    refuses("factor", () -> new RateRaiseConfig(1, 10));
    refuses("factor", () -> new RateRaiseConfig(1001, 10));
    refuses("factor", () -> new RateRaiseConfig(Double.NaN, 10));
    refuses("examples", () -> new RateRaiseConfig(2, 0));
    refuses("share", () -> new RefreshConfig(0));
    refuses("share", () -> new RefreshConfig(1.1));
    refuses("rateFactor", () -> new ChallengerConfig(Start.FRESH, 0, 0.1, 0, 1));
    refuses("rateFactor", () -> new ChallengerConfig(Start.CURRENT, 1, 0.1, 0, 1));
    refuses("alpha", () -> new ChallengerConfig(Start.FRESH, 1, 1, 0, 1));
    refuses("warmUp", () -> new ChallengerConfig(Start.FRESH, 1, 0.1, -1, 1));
    refuses("trial", () -> new ChallengerConfig(Start.FRESH, 1, 0.1, 0, 0));
    refuses("alpha", () -> new RollBackConfig(0, 1));
    refuses("keepEvery", () -> new RollBackConfig(0.1, 0));
    refuses("window", () -> ladder(ChallengerConfig.DEFAULT, true, 49, 500, 0));
    refuses("window", () -> ladder(ChallengerConfig.DEFAULT, true, 1601, 2000, 0));
    refuses("patience", () -> ladder(ChallengerConfig.DEFAULT, true, 500, 499, 0));
    refuses("margin", () -> ladder(ChallengerConfig.DEFAULT, true, 500, 500, -0.1));
    ChallengerConfig kept = new ChallengerConfig(Start.KEPT, 1, 0.1, 0, 1);
    assertThatThrownBy(() -> ladder(kept, false, 500, 500, 0)).hasMessageStartingWith("from must");
  }

  private static void refuses(String name, Runnable settings) {
    assertThatThrownBy(settings::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(name + " must");
  }

  @Test
  void ddmIsForErrorsOfZeroAndOneOnly() {
    MonitorConfig ddm =
        new MonitorConfig(
            Optional.empty(), Optional.of(DdmConfig.DEFAULT), Optional.empty(), Optional.empty());
    DriftConfig config = new DriftConfig(ddm, LadderConfig.DEFAULT);

    assertThatThrownBy(() -> new Drift(config, LossKind.SIZE, 1, List.of()))
        .hasMessage("ddm must be off where losses are not 0 or 1: on");
    assertThat(new Drift(config, LossKind.RATE, 1, List.of()).reactions()).isEmpty();
  }
}
