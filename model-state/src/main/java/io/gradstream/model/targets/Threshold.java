package io.gradstream.model.targets;

/**
 * A threshold that a stated share of scores lies beyond, over time, by quantile tracking
 * (Angelopoulos, Candes and Tibshirani 2023): it rises with each score beyond it and falls with
 * every other, so whatever the scores are, of T of them the share beyond differs from the stated
 * one by what the threshold moved over {@code STEP T}. Scores are expected within {@value
 * #FARTHEST}.
 */
public final class Threshold {

  /** Scores beyond count as that: so no threshold goes farther than a step beyond it. */
  public static final double FARTHEST = 100;

  private static final double STEP = 0.1; // units of the score

  private Threshold() {}

  /**
   * The threshold behind one more score.
   *
   * @param isBeyond whether the score lies beyond the threshold
   * @param share of the scores that may
   */
  public static double moved(double threshold, boolean isBeyond, double share) {
    return threshold + STEP * ((isBeyond ? 1 : 0) - share);
  }
}
