package io.gradstream.network.layers;

import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Shape;

/** The input in another shape: the same values and deltas, so there is nothing to compute. */
final class View implements Layer {

  private final Signal output;

  View(Signal input, Shape shape) {
    boolean sameSteps =
        input.shape().isSequence() && shape.isSequence() && input.shape().steps() == shape.steps();
    int lengths = sameSteps ? input.lengths() : Signal.NONE;
    output = new Signal(shape, input.values(), input.deltas(), lengths);
  }

  @Override
  public Signal output() {
    return output;
  }

  @Override
  public void forward(Compute compute, int rows) {}

  @Override
  public void backward(Compute compute, int rows) {}

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
}
