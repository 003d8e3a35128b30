package io.gradstream.model;

import io.gradstream.model.targets.ClassRows;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Three opinions on classes, of what several speakers say in logarithms of probabilities. The first
 * is the mean of the voters among the members, who speak first; the second weighs all by exp(best -
 * loss), losses faded as they are told (hedge, Freund and Schapire 1997), and may be told that some
 * lead; the third is an online multinomial logistic regression on what they say, learned by Adam,
 * which calibrates. State of one owner, not thread safe.
 */
final class ClassOpinions {

  static final int MEMORY = 200;

  /** What is kept of losses with an example, where each counts alike. */
  static final double KEPT = 1 - 1.0 / MEMORY;

  private static final double RATE = 0.002;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final double LEAST = 1e-6; // probability

  private final boolean[] votes; // [members]: who is in the mean
  private final boolean[] leads; // [members]: who may be ahead of all others
  private final int voters;
  private final int speakers;
  private final ClassRows rows; // the first of the classes are there
  private final double[][] logs; // [speakers, classes], of the last answer
  private final double[] mean;
  private final double[] hedged;
  private final double[] stacked;
  private final double[] losses; // [speakers], faded sums
  private final double[] weights; // of the stack: [speakers], then a bias for each class
  private final double[] first; // Adam's moments
  private final double[] second;
  private double examples; // faded
  private long steps;

  /**
   * @param votes of each member whether it is in the mean; at least one
   * @param leads of each member whether it leads
   * @param others speakers that are no members
   */
  ClassOpinions(boolean[] votes, boolean[] leads, int others, ClassRows rows) {
    this.votes = votes.clone();
    this.leads = leads.clone();
    speakers = votes.length + others;
    int voters = 0;
    for (boolean vote : votes) {
      voters += vote ? 1 : 0;
    }
    this.voters = voters;
    this.rows = rows;
    int classes = rows.most();
    logs = new double[speakers][classes];
    mean = new double[classes];
    hedged = new double[classes];
    stacked = new double[classes];
    losses = new double[speakers];
    weights = new double[speakers + classes];
    first = new double[weights.length];
    second = new double[weights.length];
  }

  void startAnew() {
    Arrays.fill(losses, 0);
    Arrays.fill(weights, 0);
    for (int m = 0; m < votes.length; m++) {
      weights[m] = votes[m] ? 1.0 / voters : 0;
    }
    Arrays.fill(first, 0);
    Arrays.fill(second, 0);
    examples = 0;
    steps = 0;
  }

  /** Takes what the members say, [members, classes]. */
  void take(double[][] outputs) {
    for (int m = 0; m < votes.length; m++) {
      for (int c = 0; c < rows.count(); c++) {
        logs[m][c] =
            StrictMath.log(outputs[m][c] > LEAST ? outputs[m][c] : LEAST); // NaN is not above
      }
    }
  }

  /** What a speaker says, to be filled in where it is no member: [classes]. */
  double[] logs(int speaker) {
    return logs[speaker];
  }

  double[] mean() {
    return mean;
  }

  double[] hedged() {
    return hedged;
  }

  double[] stacked() {
    return stacked;
  }

  /**
   * Forms the opinions, when all have spoken.
   *
   * @param ahead nats by which those who lead are ahead in the second: all others count as having
   *     lost as much more
   */
  void form(double ahead) {
    double best = losses[0] + behind(0, ahead);
    for (int m = 1; m < speakers; m++) {
      best = Math.min(best, losses[m] + behind(m, ahead));
    }
    Arrays.fill(mean, 0);
    Arrays.fill(hedged, 0);
    System.arraycopy(weights, speakers, stacked, 0, rows.count());
    double total = 0;
    for (int m = 0; m < speakers; m++) {
      double share = StrictMath.exp(best - (losses[m] + behind(m, ahead)));
      total += share;
      boolean inMean = m < votes.length && votes[m];
      for (int c = 0; c < rows.count(); c++) {
        mean[c] += inMean ? logs[m][c] / voters : 0;
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

  private double behind(int speaker, double ahead) {
    return speaker < leads.length && leads[speaker] ? 0 : ahead;
  }

  /** Joint logarithms made probabilities, in place. */
  double[] probabilities(double[] logs) {
    normalize(logs);
    for (int c = 0; c < rows.count(); c++) {
      logs[c] = StrictMath.exp(logs[c]);
    }
    return logs;
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

  /**
   * Learns from the opinions that were formed last.
   *
   * @param kept of the losses of before
   */
  void learn(int label, double kept) {
    double weight = rows.weight(label);
    examples = kept * examples + weight;
    for (int m = 0; m < speakers; m++) {
      losses[m] = kept * losses[m] - weight * logs[m][label];
    }
    steps++;
    double correction1 = 1 - StrictMath.pow(BETA1, steps);
    double correction2 = 1 - StrictMath.pow(BETA2, steps);
    double rate = RATE * Math.sqrt(correction2) / correction1;
    for (int m = 0; m < speakers; m++) {
      double gradient = 0;
      for (int c = 0; c < rows.count(); c++) {
        gradient += error(c, label) * logs[m][c];
      }
      adam(m, weight * gradient, rate);
    }
    for (int c = 0; c < rows.count(); c++) {
      adam(speakers + c, weight * error(c, label), rate);
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

  /** Faded mean loss of a speaker. */
  double loss(int speaker) {
    return examples == 0 ? 0 : losses[speaker] / examples;
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(examples);
    out.writeLong(steps);
    for (double[] values : new double[][] {losses, weights, first, second}) {
      for (double value : values) {
        out.writeDouble(value);
      }
    }
  }

  void read(DataInput in) throws IOException {
    examples = in.readDouble();
    steps = in.readLong();
    if (steps < 0) {
      throw new IOException("steps must be at least 0: " + steps);
    }
    for (double[] values : new double[][] {losses, weights, first, second}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readDouble();
      }
    }
  }
}
