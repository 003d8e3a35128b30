package io.gradstream.network.layers;

import io.gradstream.network.memory.Layout;
import io.gradstream.network.memory.Signal;
import io.gradstream.network.spec.Shape;

/**
 * z = x W + b; q = h U; r, u = sigmoid(z + q) of the first thirds; n = tanh(z + r (q + b')) of the
 * last; h = (1 - u) n + u h. Cho et al. 2014 with the reset gate after the product and the second
 * bias b' that it then needs: the form of cuDNN and PyTorch.
 */
final class Gru implements Recurrence {

  private static final int GATES = 3;

  private final int in;
  private final int width;
  private final GateTensors tensors;
  private final int recurrentBias; // b' [width]
  private final StackedWeights inputWeights;
  private final StackedWeights stateWeights;
  private final TransposedWeights feedback;
  private final int reads; // [steps, rows, in + 1]: x, 1
  private final int states; // [steps + 1, rows, width]: h
  private final int gates; // [steps, rows, 3 width]: z, then the gates, then dL/dz
  private final int products; // [steps, rows, 3 width]: q, then dL/dq
  private final int deltas; // [steps + 1, rows, width]: dL/dh
  private final int ones; // [steps, rows]
  private final int sums; // [3 width]

  Gru(String name, int in, int width, int positions, int rows, Layout layout) {
    this.in = in;
    this.width = width;
    tensors = new GateTensors(name, in, width, GATES, positions, layout);
    recurrentBias = layout.tensor(name + ".recurrentBias", width);
    inputWeights = tensors.ofInput();
    stateWeights = tensors.ofState();
    feedback = tensors.toState(rows, layout);
    Shape columns = Shape.of(tensors.columns());
    reads = layout.signal(positions, Shape.of(in + 1));
    states = layout.signal(positions + rows, Shape.of(width));
    gates = layout.signal(positions, columns);
    products = layout.signal(positions, columns);
    deltas = layout.signal(positions + rows, Shape.of(width));
    ones = layout.workspace(positions);
    sums = layout.workspace(tensors.columns());
  }

  @Override
  public int parts() {
    return 1;
  }

  @Override
  public int input(int position) {
    return reads + position * (in + 1);
  }

  @Override
  public int state(int part, int position) {
    return states + position * width;
  }

  @Override
  public int delta(int position) {
    return deltas + position * width;
  }

  @Override
  public void forward(Compute compute, int rows, int from, int to) {
    int columns = tensors.columns();
    int first = from * rows;
    int positions = (to - from) * rows;
    for (int position = first; position < first + positions; position++) {
      compute.memory()[input(position) + in] = 1f;
    }
    inputWeights.forward(compute, positions, input(first), gates + first * columns);
    for (int step = from; step < to; step++) {
      int before = step * rows;
      int h = state(0, before);
      int q = products + before * columns;
      stateWeights.forward(compute, rows, h, q);
      int bias = compute.weights() + recurrentBias;
      int next = state(0, before + rows);
      compute.recurrences().gru(rows, width, gates + before * columns, q, bias, h, next);
    }
  }

  @Override
  public void backward(Compute compute, int dx, int rows, int steps) {
    int columns = tensors.columns();
    int bias = compute.weights() + recurrentBias;
    feedback.prepare(compute, rows);
    for (int step = steps - 1; step >= 0; step--) {
      int before = step * rows;
      int z = gates + before * columns;
      int q = products + before * columns;
      int h = state(0, before);
      int dh = delta(before + rows);
      compute.recurrences().gruGradient(rows, width, z, q, bias, h, dh, delta(before));
      feedback.add(compute, rows, q, delta(before));
    }
    gradients(compute, rows * steps);
    if (dx != Signal.NONE) {
      tensors.inputDeltas(compute, rows * steps, gates, dx);
    }
  }

  private void gradients(Compute compute, int positions) {
    inputWeights.gradients(compute, positions, reads, gates);
    stateWeights.gradients(compute, positions, states, products);
    compute.rows().fill(positions, 1f, ones);
    compute.products().outer(positions, 1, tensors.columns(), ones, products, sums);
    int gradient = compute.gradients() + recurrentBias;
    compute.rows().copy(width, sums + 2 * width, gradient);
  }

  @Override
  public void initialize(Compute compute, RandomWeights random) {
    tensors.initialize(compute, random);
  }

  @Override
  public long flops() {
    return inputWeights.flops() + stateWeights.flops();
  }
}
