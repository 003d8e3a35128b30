package io.gradstream.model;

import io.gradstream.network.Network;
import io.gradstream.network.spec.ValueLoss;

/** Losses of events that are their own labels, read from a network's outputs. */
final class OwnLabel {

  /** A loss of one value is bounded by this: -log 1e-7. */
  private static final double SMALLEST_PROBABILITY = 1e-7;

  private OwnLabel() {}

  /**
   * @param network after a forward pass
   * @param row staged there
   * @param dense its encoded event at {@code offset}; for the next token with one token more than
   *     the network read
   */
  static RowLoss of(TargetSpec target, Network network, int row, float[] dense, int offset) {
    if (target instanceof TargetSpec.Reconstruction reconstruction) {
      return new RowLoss(reconstruction(reconstruction.loss(), network, row, dense, offset), 1);
    }
    return target instanceof TargetSpec.NextToken
        ? nextTokens(network, row, dense, offset)
        : new RowLoss(surprise(network.output(row, 0)), 1);
  }

  /** Mean over the values. */
  private static double reconstruction(
      ValueLoss loss, Network network, int row, float[] dense, int offset) {
    int width = network.outputWidth();
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += of(loss, network.output(row, i), dense[offset + i]);
    }
    return sum / width;
  }

  private static double of(ValueLoss loss, double output, double value) {
    double error = output - value;
    double size = Math.abs(error);
    if (loss instanceof ValueLoss.Squared) {
      return error * error / 2;
    } else if (loss instanceof ValueLoss.Absolute) {
      return size;
    } else if (loss instanceof ValueLoss.Huber huber) {
      double delta = huber.delta();
      return size <= delta ? error * error / 2 : delta * (size - delta / 2);
    } else if (loss instanceof ValueLoss.Quantile quantile) {
      return error < 0 ? quantile.quantile() * size : (1 - quantile.quantile()) * size;
    }
    return value * surprise(output) + (1 - value) * surprise(1 - output); // cross-entropy
  }

  /** In nats, over the tokens that follow another one. */
  private static RowLoss nextTokens(Network network, int row, float[] dense, int offset) {
    int steps = network.targetWidth();
    int vocabulary = network.outputWidth() / steps;
    double sum = 0;
    int count = 0;
    for (int step = 0; step < steps; step++) {
      int next = (int) dense[offset + step + 1];
      if (next != 0) {
        sum += surprise(network.output(row, step * vocabulary + next));
        count++;
      }
    }
    return new RowLoss(sum, count);
  }

  /** StrictMath: what is summed is state, and Math.log may differ between machines. */
  private static double surprise(double probability) {
    return -StrictMath.log(Math.max(SMALLEST_PROBABILITY, probability));
  }
}
