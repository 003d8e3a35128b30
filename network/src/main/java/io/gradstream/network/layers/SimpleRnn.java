package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Shape;

/** h = tanh(x W + b + h U), Elman 1990. */
final class SimpleRnn implements Recurrence {

  private final int in;
  private final int width;
  private final GateTensors tensors;
  private final StackedWeights weights;
  private final TransposedWeights feedback;
  private final int reading; // in + 1 + width
  private final int reads; // [steps + 1, rows, reading]: x, 1, h
  private final int values; // [steps, rows, width]: the sums, then h
  private final int deltas; // [steps + 1, rows, width]: dL/dh, then dL/d(the sums)

  SimpleRnn(String name, int in, int width, int positions, int rows, Layout layout) {
    this.in = in;
    this.width = width;
    tensors = new GateTensors(name, in, width, 1, positions, layout);
    weights = tensors.all();
    feedback = tensors.toState(rows, layout);
    reading = in + 1 + width;
    reads = layout.signal(positions + rows, Shape.of(reading));
    values = layout.signal(positions, Shape.of(width));
    deltas = layout.signal(positions + rows, Shape.of(width));
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public int input(int position) {
    return reads + position * reading;
  }

  @Override
  public int state(int part, int position) {
    return input(position) + in + 1;
  }

  @Override
  public int delta(int position) {
    return deltas + position * width;
  }

  @Override
  public void forward(Compute compute, int rows, int from, int to) {
    for (int position = from * rows; position < to * rows; position++) {
      compute.memory()[input(position) + in] = 1f;
    }
    for (int step = from; step < to; step++) {
      int before = step * rows;
      int h = values + before * width;
      weights.forward(compute, rows, input(before), h);
      compute.recurrences().squash(rows * width, h);
      for (int row = 0; row < rows; row++) {
        compute.rows().copy(width, h + row * width, state(0, before + rows + row));
      }
    }
  }

  @Override
  public void backward(Compute compute, int dx, int rows, int steps) {
    feedback.prepare(compute, rows);
    for (int step = steps - 1; step >= 0; step--) {
      int before = step * rows;
      int dz = delta(before + rows);
      compute.recurrences().squashGradient(rows * width, values + before * width, dz);
      feedback.add(compute, rows, dz, delta(before));
    }
    weights.gradients(compute, steps * rows, reads, delta(rows));
    if (dx != Signal.NONE) {
      tensors.inputDeltas(compute, steps * rows, delta(rows), dx);
    }
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    tensors.initialize(compute, random);
  }

  @Override
  public long flops() {
    return weights.flops();
  }
}
