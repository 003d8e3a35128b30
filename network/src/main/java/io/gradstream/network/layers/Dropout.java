package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.LayerSpec.DropoutSpec;

/**
 * In training y = mask x, each of the mask 0 or 1 / (1 - rate), so that y is x in the mean; in
 * prediction y = x. Srivastava et al. 2014.
 */
final class Dropout implements Layer {

  private final float rate;
  private final int stream;
  private final Signal input;
  private final Signal output; // with the input's deltas
  private final int mask; // [batch, input]

  Dropout(DropoutSpec spec, Signal input, Site site) {
    rate = spec.rate();
    stream = site.layout().randomStream();
    this.input = input;
    output = input.sharingDeltas(site.layout(), site.batch());
    mask = site.layout().signal(site.batch(), input.shape());
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    int n = rows * output.width();
    compute.rows().copy(n, input.values(), output.values());
    if (compute.isTraining()) {
      compute.random().mask(stream, rate, compute.memory(), mask, n);
      compute.rows().multiply(n, mask, output.values());
    }
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    int width = output.shape().last();
    int at = step * width;
    compute.rows().copy(width, input.values() + at, output.values() + at);
  }

  /** dx = mask dy. */
  @Override
  public void backward(Compute compute, int rows) {
    if (output.wantsDeltas()) {
      compute.rows().multiply(rows * output.width(), mask, output.deltas());
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {}

  @Override
  public boolean keepsUnits() {
    return true;
  }

  @Override
  public long flops() {
    return 0;
  }

  @Override
  public boolean differsInTraining() {
    return true;
  }
}
