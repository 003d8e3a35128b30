package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Shape;

/**
 * z = x W + b + h U; i, f, o = sigmoid, g = tanh of the quarters of z in the order i, f, g, o; c =
 * f c + i g; h = o tanh(c). Hochreiter and Schmidhuber 1997, forget gate of Gers et al. 2000.
 */
final class Lstm implements Recurrence {

  private static final int GATES = 4;

  private final int in;
  private final int width;
  private final GateTensors tensors;
  private final StackedWeights weights;
  private final TransposedWeights feedback;
  private final int reading; // in + 1 + width
  private final int reads; // [steps + 1, rows, reading]: x, 1, h
  private final int gates; // [steps, rows, 4 width]: z, then the gates, then dL/dz
  private final int cells; // [steps + 1, rows, width]: c
  private final int squashed; // [steps, rows, width]: tanh(c)
  private final int deltas; // [steps + 1, rows, width]: dL/dh
  private final int cellDeltas; // [rows, width]: dL/dc

  Lstm(String name, int in, int width, int positions, int rows, Layout layout) {
    this.in = in;
    this.width = width;
    tensors = new GateTensors(name, in, width, GATES, positions, layout);
    weights = tensors.all();
    feedback = tensors.toState(rows, layout);
    reading = in + 1 + width;
    reads = layout.signal(positions + rows, Shape.of(reading));
    gates = layout.signal(positions, Shape.of(tensors.columns()));
    cells = layout.signal(positions + rows, Shape.of(width));
    squashed = layout.signal(positions, Shape.of(width));
    deltas = layout.signal(positions + rows, Shape.of(width));
    cellDeltas = layout.signal(rows, Shape.of(width));
  }

  @Override
  public int parts() {
    return 2;
  }

  @Override
  public int input(int position) {
    return reads + position * reading;
  }

  @Override
  public int state(int part, int position) {
    return part == 0 ? input(position) + in + 1 : cells + position * width;
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
      int after = before + rows;
      int z = gates + before * tensors.columns();
      weights.forward(compute, rows, input(before), z);
      compute
          .recurrences()
          .lstm(
              rows,
              width,
              z,
              state(1, before),
              state(1, after),
              squashed + before * width,
              state(0, after),
              reading);
    }
  }

  @Override
  public void backward(Compute compute, int dx, int rows, int steps) {
    feedback.prepare(compute, rows);
    compute.rows().fill(rows * width, 0f, cellDeltas);
    for (int step = steps - 1; step >= 0; step--) {
      int before = step * rows;
      int dz = gates + before * tensors.columns();
      compute
          .recurrences()
          .lstmGradient(
              rows,
              width,
              state(1, before),
              squashed + before * width,
              delta(before + rows),
              cellDeltas,
              dz);
      feedback.add(compute, rows, dz, delta(before));
    }
    weights.gradients(compute, steps * rows, reads, gates);
    if (dx != Signal.NONE) {
      tensors.inputDeltas(compute, steps * rows, gates, dx);
    }
  }

  /** Remembers at first: a forget gate's bias of 1, Jozefowicz et al. 2015. */
  @Override
  public void initialize(Compute compute, RandomWeights random) {
    tensors.initialize(compute, random);
    compute.rows().fill(width, 1f, compute.weights() + tensors.bias() + width);
  }

  @Override
  public long flops() {
    return weights.flops();
  }
}
