package io.gradstream.network.heads;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.InvalidLayerException;
import io.gradstream.network.spec.ValueLoss;
import io.gradstream.network.spec.ValueLoss.CrossEntropy;

/**
 * Values, each with a target and a {@link ValueLoss}: one of a regression, or all that a
 * reconstruction has. The loss is the mean over values and rows.
 */
final class ValueHead implements Head {

  private final Signal output; // [batch, values]
  private final int targets; // [batch, values]
  private final ErrorLoss loss; // null for a cross-entropy
  private final SigmoidLoss crossEntropy; // null for other losses

  ValueHead(ValueLoss spec, Signal output, int targets, Site site) {
    this.output = output;
    this.targets = targets;
    boolean ofLogits = spec instanceof CrossEntropy;
    loss = ofLogits ? null : ErrorLoss.of(spec);
    crossEntropy = ofLogits ? SigmoidLoss.plain(output, site) : null;
  }

  /** An autoencoder's, whose target is the input of the network. */
  static ValueHead ofReconstruction(ValueLoss spec, Signal output, Signal input, Site site) {
    if (input.wantsDeltas()) {
      throw InvalidLayerException.ofNetwork(
          new IllegalArgumentException(
              "reconstruction expects an input of numbers alone: without categories"));
    }
    return new ValueHead(spec, output, input.values(), site);
  }

  @Override
  public void predict(Compute compute, int rows) {
    if (crossEntropy != null) {
      compute.activations().sigmoid(rows * output.width(), output.values());
    }
  }

  @Override
  public float loss(Compute compute, int rows) {
    int n = rows * output.width();
    if (crossEntropy != null) {
      return crossEntropy.learn(compute, n, output.values(), targets, output.deltas());
    }
    float[] memory = compute.memory();
    float sum = 0f;
    for (int i = 0; i < n; i++) {
      float error = memory[output.values() + i] - memory[targets + i];
      sum += loss.of(error);
      memory[output.deltas() + i] = loss.slope(error) / n;
    }
    return sum / n;
  }

  /** Any number but of a cross-entropy; one that is not finite makes the loss so: no update. */
  @Override
  public void check(float target) {
    if (crossEntropy != null) {
      SigmoidLoss.check(target);
    }
  }
}
