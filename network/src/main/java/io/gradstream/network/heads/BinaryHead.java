package io.gradstream.network.heads;

import io.gradstream.network.layers.Compute;
import io.gradstream.network.layers.Site;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.HeadSpec.Binary;

/** The probability of one thing. */
final class BinaryHead implements Head {

  private final Signal output; // [batch, 1]
  private final int targets; // [batch]
  private final SigmoidLoss loss;

  BinaryHead(Binary spec, Signal output, int targets, Site site) {
    this.output = output;
    this.targets = targets;
    int scratch = site.layout().workspace(site.batch());
    loss = new SigmoidLoss(spec.labelSmoothing(), spec.positiveWeight(), scratch);
  }

  @Override
  public void predict(Compute compute, int rows) {
    compute.activations().sigmoid(rows, output.values());
  }

  @Override
  public float loss(Compute compute, int rows) {
    return loss.learn(compute, rows, output.values(), targets, output.deltas());
  }

  @Override
  public void check(float target) {
    SigmoidLoss.check(target);
  }
}
