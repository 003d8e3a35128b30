package io.gradstream.network;

import io.gradstream.network.spec.HeadSpec;
import io.gradstream.network.spec.HeadSpec.Binary;
import io.gradstream.network.spec.HeadSpec.MultiClass;
import io.gradstream.network.spec.HeadSpec.Reconstruction;
import io.gradstream.network.spec.HeadSpec.Regression;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.network.spec.ValueLoss.Absolute;
import io.gradstream.network.spec.ValueLoss.Huber;
import io.gradstream.network.spec.ValueLoss.Quantile;
import io.gradstream.network.spec.ValueLoss.Squared;

/** The losses of a row, written the obvious way in double precision. */
final class ReferenceLoss {

  private ReferenceLoss() {}

  /**
   * @param z what the output layer says
   * @param input of the row, the target of a reconstruction
   */
  static double of(HeadSpec head, double[] z, double target, float[] input) {
    if (head instanceof Binary binary) {
      double smooth = target * (1 - binary.labelSmoothing()) + 0.5 * binary.labelSmoothing();
      double weight = target == 1 ? binary.positiveWeight() : 1;
      return weight * crossEntropy(z[0], smooth);
    }
    if (head instanceof MultiClass multiClass) {
      return ofClasses(multiClass, z, (int) target);
    }
    if (head instanceof Regression regression) {
      return ofValue(regression.loss(), z[0], target);
    }
    double sum = 0;
    for (int i = 0; i < z.length; i++) {
      sum += ofValue(((Reconstruction) head).loss(), z[i], input[i]) / z.length;
    }
    return sum;
  }

  /** Of the row in the mean. */
  static double weight(HeadSpec head, double target) {
    return head instanceof MultiClass multiClass ? weight(multiClass, (int) target) : 1;
  }

  private static double weight(MultiClass head, int c) {
    return head.classWeights().isEmpty() ? 1 : head.classWeights().get(c);
  }

  private static double ofClasses(MultiClass head, double[] z, int target) {
    double sum = 0;
    for (double value : z) {
      sum += Math.exp(value);
    }
    double smoothing = head.labelSmoothing();
    double loss = 0;
    for (int c = 0; c < z.length; c++) {
      double share = smoothing / z.length + (c == target ? 1 - smoothing : 0);
      loss -= weight(head, c) * share * (z[c] - Math.log(sum));
    }
    return loss;
  }

  private static double ofValue(ValueLoss loss, double value, double target) {
    double e = value - target;
    if (loss instanceof Squared) {
      return e * e / 2;
    }
    if (loss instanceof Absolute) {
      return Math.abs(e);
    }
    if (loss instanceof Huber huber) {
      double delta = huber.delta();
      return Math.abs(e) < delta ? e * e / 2 : delta * (Math.abs(e) - delta / 2);
    }
    if (loss instanceof Quantile quantile) {
      return Math.max(-quantile.quantile() * e, (1 - quantile.quantile()) * e);
    }
    return crossEntropy(value, target);
  }

  private static double crossEntropy(double z, double target) {
    double p = 1 / (1 + Math.exp(-z));
    return -target * Math.log(p) - (1 - target) * Math.log(1 - p);
  }
}
