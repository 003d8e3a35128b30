package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Joins what members say of classes: the mean of three opinions, in logarithms of probabilities, is
 * the answer. The first is the members' mean; the second weighs them by exp(best - loss), losses
 * faded by 1 - 1/{@value #MEMORY} (hedge, Freund and Schapire 1997); the third is an online
 * multinomial logistic regression on what they say, learned by Adam, which calibrates. Beside the
 * members stands the frequency of each label after the last one; of more than {@value #MOST_PAIRED}
 * classes, whatever the last one was. Only classes that have a row yet are joined.
 */
final class ClassMix implements Mix {

  private static final int MEMORY = 200;
  private static final double RATE = 0.002;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double LEAST = 1e-6; // probability
  private static final int MOST_PAIRED = 64; // classes: their square is kept

  private final PoolSpec.Mix mix;
  private final int members; // the frequency of the label after the last one included
  private final int classes;
  private final ClassRows rows; // the first of the classes are there
  private final double[][] logs; // [members, classes] of the last answer
  private final double[] mean;
  private final double[] hedged;
  private final double[] stacked;
  private final double[] losses; // [members], faded sums
  private final double[] weights; // of the stack: [members], then a bias for each class
  private final double[] first; // Adam's moments
  private final double[] second;
  private final double[] follows; // [classes or 1, classes]: label after label
  private double examples; // faded
  private long steps;

  ClassMix(PoolSpec.Mix mix, int learners, ClassRows rows) {
    this.mix = mix;
    this.members = learners + 1;
    classes = rows.most();
    this.rows = rows;
    logs = new double[members][classes];
    mean = new double[classes];
    hedged = new double[classes];
    stacked = new double[classes];
    losses = new double[members];
    weights = new double[members + classes];
    first = new double[weights.length];
    second = new double[weights.length];
    follows = new double[(classes > MOST_PAIRED ? 1 : classes) * classes];
    startAnew();
  }

  @Override
  public void startAnew() {
    Arrays.fill(losses, 0);
    Arrays.fill(weights, 0);
    Arrays.fill(weights, 0, members - 1, 1.0 / (members - 1));
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    Arrays.fill(follows, 1);
    examples = 0;
    steps = 0;
  }

  @Override
  public double[] combine(double[][] outputs, int last) {
    takeLogs(outputs, last);
    opinions();
    double[] joint = new double[classes];
    for (int c = 0; c < rows.count(); c++) {
      joint[c] =
          switch (mix) {
            case JOINT -> (mean[c] + hedged[c] + stacked[c]) / 3;
            case MEAN -> mean[c];
            case HEDGE -> hedged[c];
            case STACK -> stacked[c];
          };
    }
    normalize(joint);
    for (int c = 0; c < rows.count(); c++) {
      joint[c] = StrictMath.exp(joint[c]);
    }
    return joint;
  }

  private void takeLogs(double[][] outputs, int last) {
    for (int m = 0; m < members - 1; m++) {
      for (int c = 0; c < rows.count(); c++) {
        logs[m][c] =
            StrictMath.log(outputs[m][c] > LEAST ? outputs[m][c] : LEAST); // NaN is not above
      }
    }
    double sum = 0;
    for (int c = 0; c < rows.count(); c++) {
      sum += follows(c, last);
    }
    for (int c = 0; c < rows.count(); c++) {
      logs[members - 1][c] = StrictMath.log(follows(c, last) / sum);
    }
  }

  private double follows(int label, int last) {
    return last < 0 ? 1 : follows[after(last) + label];
  }

  private int after(int last) {
    return classes > MOST_PAIRED ? 0 : last * classes;
  }

  private void opinions() {
    double best = losses[0];
    for (double loss : losses) {
      best = Math.min(best, loss);
    }
    Arrays.fill(mean, 0);
    Arrays.fill(hedged, 0);
    System.arraycopy(weights, members, stacked, 0, rows.count());
    double total = 0;
    for (int m = 0; m < members; m++) {
      double share = StrictMath.exp(best - losses[m]);
      total += share;
      for (int c = 0; c < rows.count(); c++) {
        mean[c] += m < members - 1 ? logs[m][c] / (members - 1) : 0;
        hedged[c] += share * logs[m][c];
        stacked[c] += weights[m] * logs[m][c];
      }
    }
    for (int c = 0; c < rows.count(); c++) {
      hedged[c] /= total;
    }
    normalize(mean);
    normalize(hedged);
    normalize(stacked);
  }

  /** Logarithms of probabilities: less the logarithm of their sum. */
  private void normalize(double[] logs) {
    double most = logs[0];
    for (int c = 0; c < rows.count(); c++) {
      most = Math.max(most, logs[c]);
    }
    double sum = 0;
    for (int c = 0; c < rows.count(); c++) {
      sum += StrictMath.exp(logs[c] - most);
    }
    double whole = most + StrictMath.log(sum);
    for (int c = 0; c < rows.count(); c++) {
      logs[c] -= whole;
    }
  }

  @Override
  public void update(double[][] outputs, int last, float target) {
    int label = (int) target;
    double kept = 1 - 1.0 / MEMORY;
    double weight = rows.weight(label);
    examples = kept * examples + weight;
    for (int m = 0; m < members; m++) {
      losses[m] = kept * losses[m] - weight * logs[m][label];
    }
    learnStack(label, weight);
    if (last >= 0) {
      follows[after(last) + label]++;
    }
  }

  private void learnStack(int label, double weight) {
    steps++;
    double correction1 = 1 - StrictMath.pow(BETA1, steps);
    double correction2 = 1 - StrictMath.pow(BETA2, steps);
    double rate = RATE * Math.sqrt(correction2) / correction1;
    for (int m = 0; m < members; m++) {
      double gradient = 0;
      for (int c = 0; c < rows.count(); c++) {
        gradient += error(c, label) * logs[m][c];
      }
      adam(m, weight * gradient, rate);
    }
    for (int c = 0; c < rows.count(); c++) {
      adam(members + c, weight * error(c, label), rate);
    }
  }

  private double error(int c, int label) {
    return StrictMath.exp(stacked[c]) - (c == label ? 1 : 0);
  }

  private void adam(int at, double gradient, double rate) {
    first[at] = BETA1 * first[at] + (1 - BETA1) * gradient;
    second[at] = BETA2 * second[at] + (1 - BETA2) * gradient * gradient;
    weights[at] -= rate * first[at] / (Math.sqrt(second[at]) + EPSILON);
  }

  @Override
  public double loss(int member) {
    return examples == 0 ? 0 : losses[member] / examples;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    out.writeDouble(examples);
    out.writeLong(steps);
    for (double[] values : new double[][] {losses, weights, first, second, follows}) {
      for (double value : values) {
        out.writeDouble(value);
      }
    }
  }

  @Override
  public void read(DataInput in) throws IOException {
    examples = in.readDouble();
    steps = in.readLong();
    if (steps < 0) {
      throw new IOException("steps must be at least 0: " + steps);
    }
    for (double[] values : new double[][] {losses, weights, first, second, follows}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
    }
  }
}
