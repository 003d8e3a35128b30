package io.gradstream.learning.drift;

/**
 * Settings of {@link PageHinkley}, in the unit of its values.
 *
 * @param leastValues before a drift is told, counted from the last one; 1 or more
 * @param tolerance the rise over the mean that is no change, delta in the paper; 0 or more
 * @param threshold the sum of rises that is a drift, lambda in the paper; above 0
 * @param fading factor on the sum at each value, in (0, 1]; 1 never forgets
 * @param fromLeast whether the sum counts from its least value on, as in the papers; not so in MOA
 */
public record PageHinkleyConfig(
    int leastValues, double tolerance, double threshold, double fading, boolean fromLeast)
    implements DetectorConfig {

  /** What MOA 2024.07 does by default, whose 30 values are one less. */
  public static final PageHinkleyConfig DEFAULT =
      new PageHinkleyConfig(29, 0.005, 50, 0.9999, false);

  public PageHinkleyConfig {
    Settings.requireAtLeast(1, "leastValues", leastValues);
    Settings.requireAtLeast(0, "tolerance", tolerance);
    Settings.requireAbove(0, "threshold", threshold);
    Settings.requireAbove(0, "fading", fading);
    Settings.requireAtMost(1, "fading", fading);
  }

  @Override
  public PageHinkley detector() {
    return new PageHinkley(this);
  }
}
