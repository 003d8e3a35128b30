package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Settings;

/**
 * Of {@link Rung#ROLL_BACK}.
 *
 * @param alpha the chance that what did no harm is undone, in (0, 1)
 * @param keepEvery examples between two copies of the weights while nothing drifts; 1 or more
 */
public record RollBackConfig(double alpha, int keepEvery) {

  public static final RollBackConfig DEFAULT = new RollBackConfig(0.01, 2000);

  public RollBackConfig {
    Settings.requireBetween(0, 1, "alpha", alpha);
    Settings.requireAtLeast(1, "keepEvery", keepEvery);
  }
}
