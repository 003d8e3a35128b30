package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which rungs a {@link DriftLadder} has and when it takes them; a rung that is absent is passed
 * over.
 *
 * @param rollBack undoes what the first two rungs did, if it was harm; for that, a challenger from
 *     the kept weights runs beside them
 * @param window examples by which the present loss is measured, in whole blocks of 50; 50 to 1600.
 *     No rung is taken sooner after another
 * @param patience examples that a reaction has to bring the loss back; {@code window} or more
 * @param margin by which share the loss may stay above what it was, and count as recovered; 0 or
 *     more
 * @param onInputs whether a drift of an input is reacted to as well
 */
public record LadderConfig(
    Optional<RateRaiseConfig> raiseRate,
    Optional<RefreshConfig> refreshUnits,
    Optional<ChallengerConfig> challenger,
    Optional<RollBackConfig> rollBack,
    int window,
    int patience,
    double margin,
    boolean onInputs) {

  /** All rungs. */
  public static final LadderConfig DEFAULT =
      new LadderConfig(
          Optional.of(RateRaiseConfig.DEFAULT),
          Optional.of(RefreshConfig.DEFAULT),
          Optional.of(ChallengerConfig.DEFAULT),
          Optional.of(RollBackConfig.DEFAULT),
          500,
          2000,
          0.1,
          false);

  /** Half of what is remembered, so that there is as much to compare it with. */
  public static final int LARGEST_WINDOW = RecentErrors.BLOCK * RecentErrors.BLOCKS / 2;

  public LadderConfig {
    Settings.requireAtLeast(RecentErrors.BLOCK, "window", window);
    Settings.requireAtMost(LARGEST_WINDOW, "window", window);
    Settings.requireAtLeast(window, "patience", patience);
    Settings.requireAtLeast(0, "margin", margin);
    boolean isKept = challenger.filter(config -> config.from() == Command.Start.KEPT).isPresent();
    if (isKept && rollBack.isEmpty()) {
      throw new IllegalArgumentException("from must not be KEPT without rollBack: KEPT");
    }
  }

  /** The rungs that are climbed, the first one first. */
  List<Rung> rungs() {
    List<Rung> rungs = new ArrayList<>();
    raiseRate.ifPresent(there -> rungs.add(Rung.RAISE_RATE));
    refreshUnits.ifPresent(there -> rungs.add(Rung.REFRESH_UNITS));
    challenger.ifPresent(there -> rungs.add(Rung.FORK_CHALLENGER));
    return List.copyOf(rungs);
  }
}
