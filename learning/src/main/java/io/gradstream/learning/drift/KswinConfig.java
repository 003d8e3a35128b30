package io.gradstream.learning.drift;

/**
 * Settings of {@link Kswin}.
 *
 * @param alpha the significance of one test, in (0, 1); every value is a test, so keep it small
 * @param window values kept; more than twice {@code sample}
 * @param sample values of each of the two samples that are compared; 1 or more
 * @param seed of the draw from the older values
 */
public record KswinConfig(double alpha, int window, int sample, long seed)
    implements DetectorConfig {

  /** The customary sizes; alpha is far below the customary 0.005, since every value is a test. */
  public static final KswinConfig DEFAULT = new KswinConfig(0.0001, 100, 30, 1);

  private static final int LARGEST_WINDOW = 1 << 16;

  public KswinConfig {
    Settings.requireBetween(0, 1, "alpha", alpha);
    Settings.requireAtLeast(1, "sample", sample);
    Settings.requireAtMost(LARGEST_WINDOW, "window", window);
    Settings.requireAbove(2.0 * sample, "window", window);
  }

  @Override
  public Kswin detector() {
    return new Kswin(this);
  }
}
