package io.gradstream.model;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Joins what members say of a number: their mean, weighed by exp(-2 sqrt(n) (loss / best - 1)),
 * losses being absolute errors faded by 1 - 1/{@value #MEMORY} and n their faded count (hedge,
 * Freund and Schapire 1997, with a rate for losses in units of the best).
 */
final class ValueMix implements Mix {

  private static final int MEMORY = 100;
  private static final double EAGER = 2;

  private final double eager;
  private final double[] losses; // [members], faded sums
  private double examples; // faded

  ValueMix(PoolSpec.Mix mix, int members) {
    eager = mix == PoolSpec.Mix.MEAN ? 0 : EAGER;
    losses = new double[members];
  }

  @Override
  public void startAnew() {
    Arrays.fill(losses, 0);
    examples = 0;
  }

  @Override
  public double[] combine(double[][] outputs, int last) {
    double best = Double.POSITIVE_INFINITY;
    for (double loss : losses) {
      best = Math.min(best, loss);
    }
    double total = 0;
    double sum = 0;
    for (int m = 0; m < losses.length; m++) {
      double share = share(losses[m], best);
      if (share > 0 && Double.isFinite(outputs[m][0])) {
        total += share;
        sum += share * outputs[m][0];
      }
    }
    return new double[] {total > 0 ? sum / total : mean(outputs)};
  }

  /** Mean of those who say a number; where they that are trusted say none. */
  private static double mean(double[][] outputs) {
    return Arrays.stream(outputs)
        .mapToDouble(output -> output[0])
        .filter(Double::isFinite)
        .average()
        .orElse(0);
  }

  private double share(double loss, double best) {
    if (eager == 0 || loss == best) {
      return 1;
    }
    return best == 0 ? 0 : StrictMath.exp(-eager * Math.sqrt(examples) * (loss / best - 1));
  }

  @Override
  public void update(double[][] outputs, int last, double label) {
    double kept = 1 - 1.0 / MEMORY;
    examples = kept * examples + 1;
    for (int m = 0; m < losses.length; m++) {
      double error = Math.abs(outputs[m][0] - label);
      losses[m] = kept * losses[m] + (Double.isFinite(error) ? error : Float.MAX_VALUE);
    }
  }

  @Override
  public double loss(int member) {
    return examples == 0 ? 0 : losses[member] / examples;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(examples);
    for (double loss : losses) {
      out.writeDouble(loss);
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    examples = in.readDouble();
    for (int m = 0; m < losses.length; m++) {
      losses[m] = in.readDouble();
    }
  }
}
