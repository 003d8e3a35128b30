package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Activation;
import io.gradstream.network.spec.LayerSpec.ActivationSpec;

/** y = activation(x). */
final class ActivationLayer implements Layer {

  private final Activation kind;
  private final Signal input;
  private final Signal output; // with the input's deltas
  private final Activations activations;

  ActivationLayer(ActivationSpec spec, Signal input, Site site) {
    kind = spec.activation();
    this.input = input;
    output = input.sharingDeltas(site.layout(), site.batch());
    activations = new Activations(kind, output, site);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    activate(compute, 0, rows * output.shape().positions());
  }

  @Override
  public void forwardStep(Compute compute, int step) {
    activate(compute, step, 1);
  }

  private void activate(Compute compute, int first, int positions) {
    int width = output.shape().last();
    int from = first * width;
    compute.rows().copy(positions * width, input.values() + from, activations.sums() + from);
    activations.forward(compute, first, positions);
  }

  @Override
  public void backward(Compute compute, int rows) {
    if (output.wantsDeltas()) {
      activations.backward(compute, rows);
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {}

  @Override
  public boolean keepsUnits() {
    return kind != Activation.SOFTMAX;
  }

  @Override
  public long flops() {
    return output.width();
  }
}
