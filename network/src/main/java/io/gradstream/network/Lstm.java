package io.gradstream.network;

/**
 * z = x W + b + h U; i, f, o = sigmoid, g = tanh of the quarters of z in the order i, f, g, o; c =
 * f c + i g; h = o tanh(c). Hochreiter and Schmidhuber 1997, forget gate of Gers et al. 2000.
 */
final class Lstm implements Recurrence {

  private static final int GATES = 4;

  private final int width;
  private final GateWeights weights;
  private final int gates; // [steps, rows, 4 width]: z, then the gates, then dL/dz
  private final int states; // [steps + 1, rows, width]: h
  private final int cells; // [steps + 1, rows, width]: c
  private final int squashed; // [steps, rows, width]: tanh(c)
  private final int deltas; // [steps, rows, width]: dL/dh
  private final int cellDeltas; // [rows, width]: dL/dc

  Lstm(String name, int in, int width, int positions, int rows, Layout layout) {
    this.width = width;
    weights = new GateWeights(name, in, width, GATES, layout);
    Shape vector = Shape.of(width);
    gates = layout.signal(positions, Shape.of(weights.columns()));
    states = layout.signal(positions + rows, vector);
    cells = layout.signal(positions + rows, vector);
    squashed = layout.signal(positions, vector);
    deltas = layout.signal(positions, vector);
    cellDeltas = layout.signal(rows, vector);
  }

  @Override
  public int parts() {
    return 2;
  }

  @Override
  public int states(int part) {
    return part == 0 ? states : cells;
  }

  @Override
  public int deltas() {
    return deltas;
  }

  @Override
  public void forward(Compute compute, int x, int rows, int from, int to) {
    int first = from * rows;
    weights.project(
        compute, (to - from) * rows, x + first * weights.in(), gates + first * weights.columns());
    for (int step = from; step < to; step++) {
      int before = step * rows * width;
      int after = before + rows * width;
      int z = gates + GATES * before;
      weights.addRecurrent(compute, rows, states + before, z);
      compute
          .recurrences()
          .lstm(rows, width, z, cells + before, cells + after, squashed + before, states + after);
    }
  }

  @Override
  public void backward(Compute compute, int x, int dx, int rows, int steps) {
    int n = rows * width;
    compute.kernels().fill(n, 0f, cellDeltas);
    for (int step = steps - 1; step >= 0; step--) {
      int at = step * n;
      int dz = gates + GATES * at;
      compute
          .recurrences()
          .lstmGradient(rows, width, cells + at, squashed + at, deltas + at, cellDeltas, dz);
      if (step > 0) {
        weights.addRecurrentDeltas(compute, rows, dz, deltas + at - n);
      }
    }
    weights.inputGradients(compute, steps * rows, x, gates, dx);
    weights.recurrentGradients(compute, steps * rows, states, gates);
  }

  /** Remembers at first: a forget gate's bias of 1, Jozefowicz et al. 2015. */
  @Override
  public void initialize(Compute compute, RandomWeights random) {
    weights.initialize(compute, random);
    compute.kernels().fill(width, 1f, compute.weights() + weights.bias() + width);
  }

  @Override
  public long flops() {
    return weights.flops();
  }
}
