package io.gradstream.learning.drift;

/**
 * Settings of {@link Adwin}.
 *
 * @param delta the chance of a false alarm that one test of the whole window may have, in (0, 1)
 * @param every values between two tests; 1 or more
 */
public record AdwinConfig(double delta, int every) implements DetectorConfig {

  /** What MOA 2024.07 does by default. */
  public static final AdwinConfig DEFAULT = new AdwinConfig(0.002, 32);

  public AdwinConfig {
    Settings.requireBetween(0, 1, "delta", delta);
    Settings.requireAtLeast(1, "every", every);
  }

  @Override
  public Adwin detector() {
    return new Adwin(this);
  }
}
