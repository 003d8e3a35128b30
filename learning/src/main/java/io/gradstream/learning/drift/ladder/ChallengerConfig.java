package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Settings;

/**
 * Of {@link Rung#FORK_CHALLENGER}.
 *
 * @param from its first weights
 * @param rateFactor on its learning rate while it is a challenger; above 0; not 1 from the current
 *     weights, which would make it the incumbent's twin
 * @param alpha the chance that one that is not better is promoted, in (0, 1)
 * @param warmUp examples that it learns before it is compared; 0 or more
 * @param trial examples in which it is compared; 1 or more
 */
public record ChallengerConfig(
    Command.Start from, double rateFactor, double alpha, int warmUp, int trial) {

  public static final ChallengerConfig DEFAULT =
      new ChallengerConfig(Command.Start.FRESH, 1, 0.01, 1000, 10_000);

  public ChallengerConfig {
    Settings.requireAbove(0, "rateFactor", rateFactor);
    Settings.requireBetween(0, 1, "alpha", alpha);
    Settings.requireAtLeast(0, "warmUp", warmUp);
    Settings.requireAtLeast(1, "trial", trial);
    if (from == Command.Start.CURRENT && rateFactor == 1) {
      throw new IllegalArgumentException("rateFactor must not be 1 from current weights: 1");
    }
  }
}
