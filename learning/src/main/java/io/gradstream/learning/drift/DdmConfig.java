package io.gradstream.learning.drift;

/**
 * Settings of {@link Ddm}.
 *
 * @param leastValues before anything is told, counted from the last drift; 1 or more
 * @param warning standard deviations above the least error rate that are a warning; above 0
 * @param drift standard deviations that are a drift; {@code warning} or more
 */
public record DdmConfig(int leastValues, double warning, double drift) implements DetectorConfig {

  /**
   * The paper's two and three deviations; what MOA 2024.07 does by default, whose 30 values are one
   * less.
   */
  public static final DdmConfig DEFAULT = new DdmConfig(29, 2, 3);

  public DdmConfig {
    Settings.requireAtLeast(1, "leastValues", leastValues);
    Settings.requireAbove(0, "warning", warning);
    Settings.requireAtLeast(warning, "drift", drift);
  }

  @Override
  public Ddm detector() {
    return new Ddm(this);
  }
}
