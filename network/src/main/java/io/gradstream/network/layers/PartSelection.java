package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.BlockSpec.Select;

/** Copies one part of the network's input, and its deltas back where they are wanted. */
final class PartSelection implements Layer {

  private final Signal input; // of the network
  private final Signal branch; // what came in here, unread: its deltas are zero
  private final int column;
  private final Signal output;

  PartSelection(Select spec, Signal branch, Site site) {
    Site.InputPart part = site.part(spec.part());
    if (!part.shape().equals(spec.shape())) {
      throw new IllegalArgumentException(
          "select expects " + part.shape() + " of " + spec.part() + ": " + spec.shape());
    }
    input = site.input();
    this.branch = branch;
    if (branch.values() != input.values()) {
      throw new IllegalArgumentException(
          "select expects to be first, in the network or in a branch of its first layer; its input"
              + " is "
              + branch.shape());
    }
    column = part.column();
    output =
        input.wantsDeltas()
            ? site.signal(part.shape(), Signal.NONE)
            : Signal.constant(site.layout(), site.batch(), part.shape());
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {
    int width = output.width();
    for (int r = 0; r < rows; r++) {
      int from = input.values() + r * input.width() + column;
      compute.rows().copy(width, from, output.values() + r * width);
    }
  }

  /** The part's columns of the branch's deltas; the branch must be the network's own input. */
  @Override
  public void backward(Compute compute, int rows) {
    if (!branch.wantsDeltas()) {
      return;
    }
    int width = output.width();
    for (int r = 0; r < rows; r++) {
      int row = branch.deltas() + r * branch.width();
      compute.rows().fill(branch.width(), 0f, row);
      compute.rows().copy(width, output.deltas() + r * width, row + column);
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {}

  @Override
  public long flops() {
    return 0;
  }
}
