package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Settings;

/**
 * Of {@link Rung#REFRESH_UNITS}.
 *
 * @param share of the units of each hidden layer; above 0, at most 1
 */
public record RefreshConfig(double share) {

  public static final RefreshConfig DEFAULT = new RefreshConfig(0.1);

  public RefreshConfig {
    Settings.requireAbove(0, "share", share);
    Settings.requireAtMost(1, "share", share);
  }
}
