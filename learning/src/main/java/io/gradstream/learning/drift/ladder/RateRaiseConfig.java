package io.gradstream.learning.drift.ladder;

import io.gradstream.learning.drift.Settings;

/**
 * Of {@link Rung#RAISE_RATE}.
 *
 * @param factor on the learning rate at first; above 1, at most 1000
 * @param examples until the rate is the ordinary one again; 1 or more
 */
public record RateRaiseConfig(double factor, int examples) {

  public static final RateRaiseConfig DEFAULT = new RateRaiseConfig(4, 2000);

  private static final double LARGEST = 1000;

  public RateRaiseConfig {
    Settings.requireAbove(1, "factor", factor);
    Settings.requireAtMost(LARGEST, "factor", factor);
    Settings.requireAtLeast(1, "examples", examples);
  }
}
