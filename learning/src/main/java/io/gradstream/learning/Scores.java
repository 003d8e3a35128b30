package io.gradstream.learning;

import io.gradstream.schemas.MetricReport.Measure;
import java.util.List;

/**
 * Prequential scores of one model: each example is scored before it is learned. Beside every score
 * stand no-change (repeat the last label learned) and majority (the most frequent label so far;
 * regression: their mean).
 */
public final class Scores {

  /** Number of examples scored. */
  public long count() {
    throw new UnsupportedOperationException();
  }

  /**
   * Name and value of every score that applies to the target: {@code n, accuracy, kappa, kappa_t,
   * auc, logloss, no_change, majority} for classes (rates in 0..1); {@code n, mae, rmse, r2,
   * no_change_mae, mean_mae} for regression.
   */
  public List<Measure> measures() {
    throw new UnsupportedOperationException();
  }
}
