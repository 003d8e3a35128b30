package io.gradstream.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link ClassMix} by its formulas, from all that was said, in probabilities. */
final class SlowClassMix {

  private final int members;
  private final int classes;
  private final List<double[][]> opinions = new ArrayList<>(); // of all examples, logarithms
  private final List<Integer> labels = new ArrayList<>();
  private final double[] weights; // of the stack
  private final double[] first;
  private final double[] second;

  SlowClassMix(int learners, int classes) {
    members = learners + 1;
    this.classes = classes;
    weights = new double[members + classes];
    first = new double[weights.length];
    second = new double[weights.length];
    Arrays.fill(weights, 0, learners, 1.0 / learners);
  }

  double[] answer(PoolSpec.Mix how, double[][] said) {
    double[][] logs = logs(said);
    double[] mean = mean(logs);
    double[] hedged = hedged(logs);
    double[] stacked = stacked(logs);
    double[] joint = new double[classes];
    for (int c = 0; c < classes; c++) {
      joint[c] = Math.cbrt(mean[c] * hedged[c] * stacked[c]);
    }
    return switch (how) {
      case MEAN -> mean;
      case HEDGE -> hedged;
      case STACK -> stacked;
      case JOINT -> normal(joint);
    };
  }

  private double[][] logs(double[][] said) {
    double[][] logs = new double[members][classes];
    for (int c = 0; c < classes; c++) {
      for (int m = 0; m < members - 1; m++) {
        logs[m][c] = Math.log(said[m][c]);
      }
      logs[members - 1][c] = Math.log(follows(c));
    }
    return logs;
  }

  /** How often a class came after the last one, each once more than it did. */
  private double follows(int c) {
    if (labels.isEmpty()) {
      return 1.0 / classes;
    }
    int last = labels.get(labels.size() - 1);
    double after = 1;
    double all = classes;
    for (int n = 1; n < labels.size(); n++) {
      if (labels.get(n - 1) == last) {
        all++;
        after += labels.get(n) == c ? 1 : 0;
      }
    }
    return after / all;
  }

  private double[] mean(double[][] logs) {
    double[] mean = new double[classes];
    for (int c = 0; c < classes; c++) {
      for (int m = 0; m < members - 1; m++) {
        mean[c] += logs[m][c] / (members - 1);
      }
      mean[c] = Math.exp(mean[c]);
    }
    return normal(mean);
  }

  private double[] hedged(double[][] logs) {
    double[] shares = new double[members];
    for (int m = 0; m < members; m++) {
      double loss = 0;
      for (int n = 0; n < labels.size(); n++) {
        double kept = Math.pow(1 - 1.0 / 200, labels.size() - 1 - n);
        loss -= kept * opinions.get(n)[m][labels.get(n)];
      }
      shares[m] = -loss;
    }
    double best = Arrays.stream(shares).max().orElseThrow();
    for (int m = 0; m < members; m++) {
      shares[m] = Math.exp(shares[m] - best);
    }
    double[] hedged = new double[classes];
    double total = Arrays.stream(shares).sum();
    for (int c = 0; c < classes; c++) {
      for (int m = 0; m < members; m++) {
        hedged[c] += shares[m] / total * logs[m][c];
      }
      hedged[c] = Math.exp(hedged[c]);
    }
    return normal(hedged);
  }

  private double[] stacked(double[][] logs) {
    double[] stacked = new double[classes];
    for (int c = 0; c < classes; c++) {
      stacked[c] = weights[members + c];
      for (int m = 0; m < members; m++) {
        stacked[c] += weights[m] * logs[m][c];
      }
      stacked[c] = Math.exp(stacked[c]);
    }
    return normal(stacked);
  }

  private static double[] normal(double[] values) {
    double sum = Arrays.stream(values).sum();
    return Arrays.stream(values).map(value -> value / sum).toArray();
  }

  void learn(double[][] said, int label) {
    double[][] logs = logs(said);
    double[] gradients = gradients(logs, label);
    opinions.add(logs);
    labels.add(label);
    for (int i = 0; i < weights.length; i++) { // Kingma and Ba 2015
      first[i] = 0.9 * first[i] + 0.1 * gradients[i];
      second[i] = 0.999 * second[i] + 0.001 * gradients[i] * gradients[i];
      double unbiasedFirst = first[i] / (1 - Math.pow(0.9, labels.size()));
      double unbiasedSecond = second[i] / (1 - Math.pow(0.999, labels.size()));
      weights[i] -= 0.002 * unbiasedFirst / (Math.sqrt(unbiasedSecond) + 1e-8);
    }
  }

  /** Of the cross entropy of the stack, by finite differences. */
  private double[] gradients(double[][] logs, int label) {
    double[] gradients = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double weight = weights[i];
      weights[i] = weight + 1e-5;
      double above = Math.log(stacked(logs)[label]);
      weights[i] = weight - 1e-5;
      double below = Math.log(stacked(logs)[label]);
      weights[i] = weight;
      gradients[i] = (below - above) / 2e-5;
    }
    return gradients;
  }
}
