package io.gradstream.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@link ClassMix} and {@link GatedMix} by their formulas, from all that was said. */
final class SlowClassMix {

  private final int learners;
  private final int members; // speakers
  private final int classes;
  private final int leader; // or -1
  private final List<double[][]> opinions = new ArrayList<>(); // of all examples, logarithms
  private final List<Integer> labels = new ArrayList<>();
  private final List<Double> told = new ArrayList<>(); // by all labels up to each
  private final List<double[][]> joined = new ArrayList<>(); // mean, hedge, stack of all examples
  private final List<Integer> likeliest = new ArrayList<>();
  private boolean informed; // whether a label makes forgotten by as much as it tells
  private final double[] weights; // of the stack
  private final double[] first;
  private final double[] second;

  /**
   * @param others speakers beside the learners: 1, what follows; 2, and that the last label stays
   * @param leader which of the learners leads, or -1
   */
  SlowClassMix(int learners, int others, int classes, int leader) {
    this.learners = learners;
    members = learners + others;
    this.classes = classes;
    this.leader = leader;
    weights = new double[members + classes];
    first = new double[weights.length];
    second = new double[weights.length];
    Arrays.fill(weights, 0, learners, 1.0 / learners);
  }

  double[] answer(PoolSpec.Mix how, double[][] said) {
    informed = how == PoolSpec.Mix.INFORMED;
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
      case GATE, INFORMED -> decided(gated(mean, hedged, stacked));
    };
  }

  private double[] gated(double[]... now) {
    double[] shares = new double[now.length];
    for (int opinion = 0; opinion < now.length; opinion++) {
      shares[opinion] = opinion == 1 ? 0 : -ahead(); // of the hedge
      for (int n = 0; n < labels.size(); n++) {
        double kept = kept(n);
        shares[opinion] += kept * Math.log(joined.get(n)[opinion][labels.get(n)]);
      }
    }
    double best = Arrays.stream(shares).max().orElseThrow();
    double total = Arrays.stream(shares).map(share -> Math.exp(0.3 * (share - best))).sum();
    double[] gated = new double[classes];
    for (int c = 0; c < classes; c++) {
      for (int opinion = 0; opinion < now.length; opinion++) {
        gated[c] += Math.exp(0.3 * (shares[opinion] - best)) / total * Math.log(now[opinion][c]);
      }
      gated[c] = Math.exp(gated[c]);
    }
    return normal(gated);
  }

  /** Five times what a label beside the commonest tells beyond 1 of 20; each leaves exp(-1/5). */
  private double ahead() {
    long commonest = 0;
    for (int c = 0; c < classes; c++) {
      int of = c;
      commonest = Math.max(commonest, labels.stream().filter(label -> label == of).count());
    }
    double seldom = labels.size() - commonest;
    double frequency = (seldom + 1) / (labels.size() + 1);
    return leader < 0 ? 0 : -5 * Math.log(Math.min(1, 20 * frequency)) * Math.exp(-seldom / 5);
  }

  /** What is kept of the losses of an example. */
  private double kept(int example) {
    int later = labels.size() - 1 - example;
    double all = told.get(labels.size() - 1) - told.get(example);
    return informed ? Math.exp(-all / 200) : Math.pow(1 - 1.0 / 200, later);
  }

  /** What a label tells that comes now. */
  private double tells(int label) {
    double all = classes;
    double own = 1;
    for (int before = 0; before < labels.size(); before++) {
      double kept = Math.pow(1 - 1.0 / 20_000, labels.size() - 1 - before);
      all += kept;
      own += labels.get(before) == label ? kept : 0;
    }
    return Math.log(all / own) / Math.log(classes);
  }

  private static int likeliest(double[] answer) {
    int most = 0;
    for (int c = 1; c < answer.length; c++) {
      most = answer[c] > answer[most] ? c : most;
    }
    return most;
  }

  private double[] decided(double[] answer) {
    double wrong = 0;
    double wrongAgain = 0;
    for (int n = 1; n < labels.size(); n++) {
      double kept = Math.pow(1 - 1.0 / 1000, labels.size() - 1 - n);
      wrong += likeliest.get(n).equals(labels.get(n)) ? 0 : kept;
      wrongAgain += labels.get(n - 1).equals(labels.get(n)) ? 0 : kept;
    }
    int most = likeliest(answer);
    int last = labels.isEmpty() ? most : labels.get(labels.size() - 1);
    if (last == most || wrongAgain + 3 >= wrong) {
      return answer;
    }
    double others = 1 - answer[last]; // which shrink until the last is above the highest
    double share = (answer[most] - answer[last] + 1e-4) / (1 + answer[most] - answer[last]);
    double[] raised = new double[classes];
    for (int c = 0; c < classes; c++) {
      raised[c] = c == last ? 1 - others * (1 - share) : answer[c] * (1 - share);
    }
    return raised;
  }

  /** That the label is the last one again, and what else it may be. */
  private double stays(int c) {
    if (labels.isEmpty()) {
      return 1.0 / classes;
    }
    int last = labels.get(labels.size() - 1);
    double fade = 1 - 1.0 / 2000;
    double stayed = Math.pow(fade, labels.size() - 1);
    double left = stayed;
    double others = 0;
    double times = 1;
    for (int n = 0; n < labels.size(); n++) {
      double kept = Math.pow(fade, labels.size() - 1 - n);
      if (n > 0) {
        stayed += labels.get(n).equals(labels.get(n - 1)) ? kept : 0;
        left += labels.get(n).equals(labels.get(n - 1)) ? 0 : kept;
      }
      times += labels.get(n) == c ? 1 : 0;
      others += labels.get(n) == last ? 0 : 1;
    }
    double again = stayed / (stayed + left);
    return c == last ? again : (1 - again) * times / (others + classes - 1);
  }

  private double[][] logs(double[][] said) {
    double[][] logs = new double[members][classes];
    for (int c = 0; c < classes; c++) {
      for (int m = 0; m < learners; m++) {
        logs[m][c] = Math.log(said[m][c]);
      }
      logs[learners][c] = Math.log(follows(c));
      if (members > learners + 1) {
        logs[learners + 1][c] = Math.log(stays(c));
      }
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
      for (int m = 0; m < learners; m++) {
        mean[c] += logs[m][c] / learners;
      }
      mean[c] = Math.exp(mean[c]);
    }
    return normal(mean);
  }

  private double[] hedged(double[][] logs) {
    double[] shares = new double[members];
    for (int m = 0; m < members; m++) {
      double loss = m == leader ? 0 : ahead();
      for (int n = 0; n < labels.size(); n++) {
        double kept = kept(n);
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
    double[][] now = {mean(logs), hedged(logs), stacked(logs)};
    likeliest.add(likeliest(gated(now)));
    double[] gradients = gradients(logs, label);
    opinions.add(logs);
    joined.add(now);
    told.add(tells(label) + (told.isEmpty() ? 0 : told.get(told.size() - 1)));
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
