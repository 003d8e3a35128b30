package io.gradstream.model.targets;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Bounds around a number's answers that cover a stated share of the labels, by online conformal
 * inference: adaptive (Gibbs and Candes 2021), by quantile tracking (Angelopoulos, Candes and
 * Tibshirani 2023, "Conformal PID control for time series").
 *
 * <p>A score is what a label lies above the answer, in units of a faded mean of the errors, so that
 * the bounds follow a unit at once. The upper bound is a {@link Threshold} on scores that moves
 * with each label, and the lower one mirrors it, each with half of what may be missed as its share.
 *
 * <p>There are none before the least and the greatest of the first errors, which then become the
 * bounds, would cover that share of errors alike: 2 over what may be missed, less one. State of one
 * owner, not thread safe.
 */
public final class Intervals {

  private static final int MEMORY = 100; // labels of the scale
  private static final double MOST = 8; // scales: what an error adds to the scale at most
  private static final double ROUNDING = 1e-9;

  private final double tail; // share of the labels that may lie beyond one bound
  private final int first; // labels before there are bounds
  private final int counted; // labels at most
  private int labels; // up to those that are counted
  private double scale; // of errors, in the label's unit
  private double lower; // of scores; of errors before there are bounds
  private double upper;

  /**
   * @param coverage share of the labels that bounds are to cover, below 1
   */
  public Intervals(double coverage) {
    tail = (1 - coverage) / 2;
    first = (int) Math.ceil(1 / tail - ROUNDING) - 1;
    counted = Math.max(first, MEMORY);
  }

  /** No label is known. */
  public void startAnew() {
    labels = 0;
    scale = 0;
    lower = 0;
    upper = 0;
  }

  /** Becomes as another of the same coverage; one of another is of no use. */
  public void takeOver(Intervals other) {
    if (tail == other.tail) {
      labels = other.labels;
      scale = other.scale;
      lower = other.lower;
      upper = other.upper;
    }
  }

  /** Lower bound of the label; NaN while there is none, or no number that it is of. */
  public double lower(double answer) {
    return bound(answer, Math.min(lower, upper));
  }

  /** Upper bound of the label; NaN while there is none, or no number that it is of. */
  public double upper(double answer) {
    return bound(answer, Math.max(lower, upper));
  }

  private double bound(double answer, double threshold) {
    double bound = labels < first ? Double.NaN : answer + threshold * scale;
    return Double.isFinite(bound) ? bound : Double.NaN;
  }

  /** A label became known, and with it how wrong the answer to its event was. */
  public void learn(double answer, double label) {
    double error = label - answer;
    if (!Double.isFinite(error)) {
      return;
    }
    if (labels < first) {
      lower = labels == 0 ? error : Math.min(lower, error);
      upper = labels == 0 ? error : Math.max(upper, error);
      follow(Math.abs(error));
      if (labels == first) {
        lower = score(lower);
        upper = score(upper);
      }
      return;
    }
    double score = score(error);
    lower = -Threshold.moved(-lower, score < lower, tail);
    upper = Threshold.moved(upper, score > upper, tail);
    follow(scale > 0 ? Math.min(Math.abs(error), MOST * scale) : Math.abs(error));
  }

  /** An error in units of the scale; where that is none, only whether it is one. */
  private double score(double error) {
    double score = error == 0 ? 0 : error / scale;
    return Math.max(-Threshold.FARTHEST, Math.min(Threshold.FARTHEST, score));
  }

  /** The mean of the first errors, then of those of before less and less. */
  private void follow(double error) {
    labels = Math.min(labels + 1, counted);
    scale += (error - scale) / Math.min(labels, MEMORY);
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(labels);
    out.writeDouble(scale);
    out.writeDouble(lower);
    out.writeDouble(upper);
  }

  public void read(DataInput in) throws IOException {
    labels = in.readInt();
    if (labels < 0 || labels > counted) {
      throw new IOException("labels must be in 0.." + counted + ": " + labels);
    }
    scale = finite(in.readDouble());
    lower = finite(in.readDouble());
    upper = finite(in.readDouble());
    if (scale < 0) {
      throw new IOException("the scale of errors must be at least 0: " + scale);
    }
  }

  private static double finite(double value) throws IOException {
    if (!Double.isFinite(value)) {
      throw new IOException("a bound must be finite: " + value);
    }
    return value;
  }
}
