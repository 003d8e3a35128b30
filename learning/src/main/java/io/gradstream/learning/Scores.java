package io.gradstream.learning;

import io.gradstream.learning.LearnerStore.Part;
import io.gradstream.model.TargetSpec;
import io.gradstream.schemas.MetricReport.Measure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/**
 * Prequential scores of one model: each example is scored before it is learned. Beside every score
 * stand no-change (repeat the last label learned) and majority (the most frequent label so far;
 * regression: their mean); beside the log-loss that of a running prior. Not thread safe.
 *
 * <p>An output that is not finite, as of a batch that overflowed, is scored as one that knows
 * nothing: all classes equally likely, or 0.
 */
public abstract sealed class Scores permits ClassScores, LossScores, ValueScores {

  Scores() {}

  /** Scores of no example yet. */
  public static Scores of(TargetSpec target) {
    return Objective.of(target).scores();
  }

  /**
   * Scores one output against what turned out true.
   *
   * @param output see {@link io.gradstream.model.Model#predict}; not kept
   * @param target 0 or 1, the class's index, or the value
   */
  public abstract void score(float[] output, float target);

  /** Number of examples scored. */
  public abstract long count();

  /**
   * Name and value of every score that applies to the target: {@code n, accuracy, kappa, kappa_t,
   * kappa_m, auc, logloss, no_change, majority, prior_logloss} for classes (rates in 0..1, losses
   * in nats); {@code n, mae, rmse, r2, no_change_mae, mean_mae} for regression; {@code n, loss} for
   * events that are their own labels, and for the next token {@code perplexity}, its loss being in
   * nats per token. A measure that is not defined yet, as AUC before both classes were seen, is
   * left out.
   */
  public abstract List<Measure> measures();

  /**
   * Adds the scores of another model of the same target, as if this one had scored its examples
   * too.
   */
  public abstract void add(Scores other);

  /** The whole state in a versioned form. */
  public final byte[] state() {
    return PartBytes.write(this::write);
  }

  /** Restores what {@link #state} wrote. */
  public final void restore(byte[] state) {
    PartBytes.read(Part.SCORES, state, this::read);
  }

  /** Forgets everything. */
  abstract void clear();

  /** The whole state, without a format version: its owner writes one. */
  abstract void write(DataOutput out) throws IOException;

  /** Replaces the state by what {@link #write} wrote. */
  abstract void read(DataInput in) throws IOException;
}
